import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { openBlock } from "#kernel/block";
import { concatBytes, equalBytes, fromBase64, toHex } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject } from "#kernel/json";
import { SKIP_REASONS } from "#kernel/leaf";
import { rootOf } from "#kernel/merkle";
import type { ReceiptReport } from "#kernel/receipt-report";
import { RECEIPT_PROBLEMS } from "#kernel/receipt-texts";
import { Door, entryFromTexts, rememberKeys } from "#ledger/door";
import { wholeTx } from "#ledger/run-query";
import { type Place, placesOf, putInPlace, valueAt } from "../support/altered-json.ts";
import { randomSeed } from "../support/random-seed.ts";
import { buildFixture } from "./build-fixture.ts";
import { GoldenLedger, START } from "./golden-ledger.ts";
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
    const report = checkReceipt(file, patch);
    const { failed, skipped } = verdictOf(report);
    assert.deepEqual({ failed, skipped }, { failed: patch.failed, skipped: patch.skipped });
    assert(!report.ok && failed.length > 0);
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

const VERIFIER = fileURLToPath(new URL("./verify_receipt.py", import.meta.url));

/** Runs the verifier that was written from the specification alone; undefined where there is no Python 3. */
function runVerifier(t: TestContext, args: readonly string[], input = ""): string | undefined {
  const { error, status, stdout, stderr } = spawnSync("python3", [VERIFIER, ...args], { input, encoding: "utf8" });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === "ENOENT") {
    t.diagnostic("NOT RUN: there is no python3, so the specification was not tried by its second implementation");
    return undefined;
  }
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}

test("a verifier written from the specification alone judges the fixture alike", (t) => {
  const said = runVerifier(t, ["--fixture", FOLDER]);
  if (said !== undefined) assert.match(said, /^8 valid and \d+ invalid receipts judged as the fixture says$/m);
});

test("it judges altered receipts as this implementation does", (t) => {
  const json = <T>(path: string) => JSON.parse(readFileSync(join(FOLDER, path), "utf8")) as T;
  const [valid] = json<{ genesisHashes: string[] }[]>("receipts.json");
  const trust = { genesisHashes: valid?.genesisHashes ?? [], nowMs: START };
  const bases = ["anchored", "reader", "timer"].map((name) =>
    readFileSync(join(FOLDER, `receipts/${name}.json`), "utf8"),
  );
  const base = fc.constantFrom(...bases);
  const step = fc.record({ to: fc.nat(), from: fc.nat(), isRemoved: fc.boolean() });
  const moved = fc
    .tuple(base, fc.array(step, { minLength: 1, maxLength: 2 }))
    .map(([text, steps]) => moveValues(text, steps));
  const inserted = fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constantFrom(...ODD_TEXTS));
  const spliced = fc.tuple(base, fc.nat(), fc.nat(2), inserted).map(([text, at, removed, insert]) => {
    const place = at % text.length;
    return text.slice(0, place) + insert + text.slice(place + removed);
  });
  const { seed } = randomSeed(t);
  const files = fc.sample(fc.oneof(moved, spliced), { seed, numRuns: 800 }).map((text) => Buffer.from(text));
  const lines = files.map((file) => JSON.stringify({ ...trust, base64: file.toString("base64") }));
  const said = runVerifier(t, ["--judge"], lines.join("\n"))?.trimEnd().split("\n");
  for (const [i, file] of files.entries()) {
    if (said === undefined) break;
    assert.deepEqual(JSON.parse(said[i] ?? ""), verdictOf(checkReceipt(file, trust)), file.toString());
  }
});

/** Texts at which readers of JSON, numbers and Unicode differ. */
const ODD_TEXTS = [
  ...["\\u0000", "\\ud800", "\\u001f", "\\/", "\\u0041", "e\u0301", "\u00a0", "\u2028", "\ufeff", "\u{1f600}"],
  ...["1e0", "-0", "0", "1.5", "99999999999999999999", "NaN", "[", "}", '"', " ", "\n", "null"],
];

function moveValues(text: string, steps: readonly { to: number; from: number; isRemoved: boolean }[]): string {
  const copy = JSON.parse(text) as Json;
  for (const { to, from, isRemoved } of steps) {
    const places = placesOf(copy);
    const [place, other] = [to, from].map((at) => places[at % places.length]) as [Place, Place];
    putInPlace(copy, place, isRemoved ? undefined : structuredClone(valueAt(copy, other)));
  }
  return canonicalize(copy);
}

function verdictOf({ checks }: ReceiptReport) {
  const failed = checks.filter(({ status }) => status === "failed");
  return {
    failed: failed.map(({ code, problem }) => ({ check: code, problem })),
    skipped: checks.filter(({ status }) => status === "skipped").map(({ code }) => code),
  };
}
