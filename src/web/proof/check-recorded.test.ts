import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kernel/bytes";
import { canonicalize } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import { HASH_SIZE } from "#kernel/merkle";
import { parseTilePath } from "#kernel/tiles";
import { decodeTlogProof } from "#kernel/tlog-proof";
import { PayoutLedger } from "../../../test/support/receipt-ledgers.ts";
import { checkRecorded, type PublicFiles } from "./check-recorded.ts";

/** A ledger with several hundred leaves, so that its tree has tiles of two levels, and its public files. */
function scene() {
  const unit = new PayoutLedger();
  const paid = unit.payOut();
  for (let i = 0; i < 150; i++) unit.payOut();
  const proof = decodeTlogProof(unit.receipt(paid, "rui").proof);
  assert(proof.ok);
  const asked: string[] = [];
  const files: PublicFiles = async (path) => {
    asked.push(path);
    if (path === "genesis") return utf8(canonicalize(unit.genesis));
    if (path === "checkpoint") return utf8(proof.value.checkpoint);
    const tile = parseTilePath(path);
    assert(tile?.kind === "hashes");
    const bytes = unit.state.tile(tile.level, tile.index);
    assert(bytes !== undefined);
    return bytes.subarray(0, tile.width * HASH_SIZE);
  };
  const leaf = JSON.parse(unit.state.leaf(paid.position)?.leaf ?? "") as Leaf;
  return { unit, files, leaf, asked };
}

const { unit, files, leaf, asked } = scene();

test("a public leaf is shown to be recorded from genesis, head and tiles alone", async () => {
  const { ok, checks, size } = await checkRecorded(files, leaf, [unit.hash], unit.time);
  assert(ok, JSON.stringify(checks));
  assert.equal(size, unit.executor.head.size);
  assert((size ?? 0) > 256);
  assert.deepEqual(
    checks.map(({ code }) => code),
    ["genesis", "keys", "checkpoint", "inclusion"],
  );
  assert.equal(new Set(asked).size, asked.length, "nothing is fetched twice");
});

test("a leaf that says something else is not recorded", async () => {
  const { ok, checks } = await checkRecorded(files, { ...leaf, time: leaf.time + 1 }, [unit.hash], unit.time);
  assert.equal(ok, false);
  assert.equal(checks.at(-1)?.problem, "leaf_not_under_root");
});

test("a ledger that the verifier does not trust shows nothing", async () => {
  const { ok, checks } = await checkRecorded(files, leaf, ["0".repeat(64)], unit.time);
  assert.equal(ok, false);
  assert.equal(checks[0]?.problem, "genesis_not_trusted");
});

test("a leaf beyond the signed head is not recorded", async () => {
  const { ok } = await checkRecorded(files, { ...leaf, position: 1_000_000 } as Leaf, [unit.hash], unit.time);
  assert.equal(ok, false);
});
