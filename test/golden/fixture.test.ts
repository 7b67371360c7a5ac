import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openBlock } from "#kernel/block";
import { concatBytes, equalBytes, fromBase64, toHex } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type JsonObject } from "#kernel/json";
import { SKIP_REASONS } from "#kernel/leaf";
import { rootOf } from "#kernel/merkle";
import { RECEIPT_PROBLEMS } from "#kernel/receipt-texts";
import { Door, entryFromTexts, rememberKeys } from "#ledger/door";
import { wholeTx } from "#ledger/run-query";
import { buildFixture } from "./build-fixture.ts";
import { GoldenLedger } from "./golden-ledger.ts";
import { playScene } from "./golden-scene.ts";

const FOLDER = fileURLToPath(new URL("./fixture", import.meta.url));

function bytesOf(path: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(FOLDER, path)));
}

function linesOf<T>(path: string): T[] {
  const text = readFileSync(join(FOLDER, path), "utf8");
  return text.split("\n").flatMap((line) => (line === "" ? [] : (JSON.parse(line) as T)));
}

function textsOf(path: string): string[] {
  return readFileSync(join(FOLDER, path), "utf8").split("\n").slice(0, -1);
}

test("the fixture comes out the same to the last byte", () => {
  const files = buildFixture();
  for (const { path, bytes } of files) {
    assert(equalBytes(bytes, bytesOf(path)), `${path} differs: \`node --import tsx scripts/fixture.ts\` shows how`);
  }
  const stored = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = stored.map((entry) => relative(FOLDER, join(entry.path, entry.name)));
  assert.deepEqual(paths.sort(), files.map(({ path }) => path).sort());
});

test("the stored blocks, executed again, give the stored leaves and root", () => {
  for (const ledger of [playScene().unit, playScene().alliance]) {
    const { name } = ledger.genesis;
    const fresh = new GoldenLedger(ledger.options);
    const logKeys = new Map(fresh.genesis.cosigners.map(({ logKey }) => keyOf(logKey)));
    for (const raw of textsOf(`${name}/blocks.ndjson`)) {
      const block = openBlock(raw, fresh.ref, fresh.genesis.limits.blockBytes, logKeys);
      assert(typeof block !== "string", String(block));
      fresh.executor.apply(block);
    }
    assert.deepEqual(
      fresh.leaves().map(({ leaf }) => leaf),
      textsOf(`${name}/leaves.ndjson`),
    );
    const tile = bytesOf(`${name}/tile/0/000.p/${fresh.executor.head.size}`);
    const hashes = Array.from({ length: tile.length / 32 }, (_, i) => tile.subarray(32 * i, 32 * i + 32));
    assert.equal(toHex(rootOf(hashes)), fresh.executor.head.root);
    assert(
      readFileSync(join(FOLDER, name, "checkpoint"), "utf8").includes(Buffer.from(rootOf(hashes)).toString("base64")),
    );
  }
});

test("the fixture has an entry skipped for every reason, and every outcome", () => {
  const leaves = linesOf<JsonObject>("unit/leaves.ndjson");
  const skipped = new Set(leaves.flatMap((leaf) => Object.keys((leaf["skipped"] as JsonObject | undefined) ?? {})));
  assert.deepEqual([...skipped].sort(), [...SKIP_REASONS].sort());
  const outcomes = new Set(leaves.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome])));
  assert.deepEqual([...outcomes].sort(), ["done", "fault", "rejected"]);
});

test("every invalid submission is refused with its code", () => {
  const { unit } = playScene();
  const publicKey = (keyId: string) => unit.contracts.directory.publicKey(wholeTx(unit.state), keyId);
  const door = new Door({ genesis: unit.genesis, contracts: unit.contracts, publicKey: rememberKeys(publicKey) });
  for (const { code, base64, time } of linesOf<{ code: string; base64: string; time: number }>(
    "invalid-submissions.ndjson",
  )) {
    const passed = door.open(fromBase64(base64) as Uint8Array);
    if (!passed.ok) {
      assert.equal((JSON.parse(passed.answer) as { code: string }).code, code);
      continue;
    }
    const entry = entryFromTexts(passed.entry);
    const verdict =
      unit.executor.recorded(entry.id) === undefined ? unit.executor.judge({ verified: entry }, time) : "duplicate";
    assert.equal(verdict, code);
  }
});

test("every invalid block is refused with its problem", () => {
  const { unit } = playScene();
  const logKeys = new Map(unit.genesis.cosigners.map(({ logKey }) => keyOf(logKey)));
  for (const { problem, raw } of linesOf<{ problem: string; raw: string }>("invalid-blocks.ndjson")) {
    assert.equal(openBlock(raw, unit.ref, unit.genesis.limits.blockBytes, logKeys), problem);
  }
});

interface ReceiptPatch {
  readonly from: string;
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  readonly genesisHashes: readonly string[];
  readonly nowMs: number;
  readonly failed: readonly { readonly check: string; readonly problem: string }[];
  readonly skipped: readonly string[];
}

test("every invalid receipt fails the checks that the fixture names", () => {
  const problems = new Set<string>();
  for (const patch of linesOf<ReceiptPatch>("invalid-receipts.ndjson")) {
    const base = bytesOf(patch.from);
    const file = concatBytes(
      base.subarray(0, patch.at),
      fromBase64(patch.insert) as Uint8Array,
      base.subarray(patch.at + patch.remove),
    );
    const { checks, ok } = checkReceipt(file, patch);
    const failed = checks
      .filter(({ status }) => status === "failed")
      .map(({ code, problem }) => ({ check: code, problem }));
    assert.deepEqual(failed, patch.failed);
    assert.deepEqual(
      checks.filter(({ status }) => status === "skipped").map(({ code }) => code),
      patch.skipped,
    );
    assert(!ok && failed.length > 0);
    for (const { problem } of failed) problems.add(String(problem));
  }
  // A file that is too large would be too large for the fixture.
  const missing = Object.keys(RECEIPT_PROBLEMS).filter((problem) => !problems.has(problem));
  assert.deepEqual(missing, ["file_too_large"]);
});

test("every valid receipt proves what the fixture says", () => {
  const receipts = JSON.parse(readFileSync(join(FOLDER, "receipts.json"), "utf8")) as (JsonObject & {
    file: string;
    genesisHashes: string[];
  })[];
  assert(receipts.length > 5);
  for (const { file, genesisHashes, ok, proves, cannotShow } of receipts) {
    const report = checkReceipt(bytesOf(file), { genesisHashes });
    assert.equal(ok, true);
    assert.equal(
      canonicalize({ ...report, checks: 0, anchor: 0 } as never),
      canonicalize({ anchor: 0, cannotShow, checks: 0, ok, proves } as never),
    );
  }
});

function keyOf(logKey: string): [string, Uint8Array] {
  const bytes = fromBase64(logKey) as Uint8Array;
  return [keyIdOf(bytes), bytes];
}
