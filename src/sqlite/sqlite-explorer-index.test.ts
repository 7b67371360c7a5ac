import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { LedgerBlock } from "#ledger/explored-block";
import type { ExplorerIndex, IndexedBlock } from "#ledger/explorer-index";
import { openExplorerIndex } from "./sqlite-explorer-index.ts";

const TRANSACTIONS = 100_000;
const PER_BLOCK = 100;
const CASES = 10_000;
/** What a list may take at the server, all of it; the index is a part. */
const MS_MAX = 200;

function fileFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-index-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger-index.db");
}

/** A block of so many transactions by ten people in turn, with as many cases as are given. */
function blockAt(height: number, count: number, cases: readonly number[] = []): IndexedBlock {
  const from = height * (count + 1);
  const positions = Array.from({ length: count }, (_, i) => from + i);
  const outcomes = { done: count, rejected: 0, fault: 0 };
  const block: LedgerBlock = {
    height,
    time: height,
    from,
    size: from + count + 1,
    transactions: outcomes,
    timers: { done: 0, rejected: 0, fault: 0 },
    skipped: {},
  };
  return {
    block,
    leaves: [
      ...positions.map((position) => ({
        position,
        kind: "transaction",
        outcome: position % 997 === 0 ? "fault" : "done",
      })),
      { position: from + count, kind: "block", outcome: "" },
    ],
    signed: positions.map((position) => ({ personId: `person_${position % 10}`, position, command: "a.b" })),
    named: [],
    found: cases.map((number) => ({
      table: "cases",
      key: `case_${number}`,
      text: `磁悬浮轴承 no-${number} 2026-${number}`,
    })),
  };
}

const markOf = (size: number) => ({ source: "test", size, lastLeaf: "0" });

test("with 100,000 transactions and 10,000 cases every list of the index is there in time", (t) => {
  const index = openExplorerIndex(fileFor(t));
  const perBlock = (CASES * PER_BLOCK) / TRANSACTIONS;
  const blocks = Array.from({ length: TRANSACTIONS / PER_BLOCK }, (_, height) => {
    const cases = Array.from({ length: perBlock }, (_, i) => height * perBlock + i);
    return blockAt(height, PER_BLOCK, cases);
  });
  index.add(blocks, markOf(TRANSACTIONS + blocks.length));
  const timed = <T>(what: string, run: () => readonly T[], count: number): readonly T[] => {
    const start = performance.now();
    const found = run();
    const ms = performance.now() - start;
    t.diagnostic(`${what}: ${ms.toFixed(1)} ms`);
    assert.ok(ms < MS_MAX, `${what} took ${ms} ms`);
    assert.equal(found.length, count, what);
    return found;
  };
  const all = Number.MAX_SAFE_INTEGER;
  timed("faults", () => index.positions({ outcome: "fault" }, all, 50), 50);
  timed("blocks by kind", () => index.positions({ kind: "block", outcome: "" }, 5_000, 50), 49);
  timed("newest blocks", () => index.blocks(all, 50), 50);
  timed("signed by one", () => index.signed("person_3", all, 50), 50);
  timed("signed by nobody", () => index.signed("person_x", all, 50), 0);
  timed("a word of every case", () => index.search(["轴承"], "轴承", 2_000), 2_000);
  const [only] = timed(
    "one case",
    () => index.search(["磁悬浮", "2026-777"], "", 1_000).filter(({ key }) => key === "case_777"),
    1,
  );
  assert.deepEqual(only, { table: "cases", key: "case_777" });
  timed("no case", () => index.search(["nothing"], "", 2_000), 0);
  timed("a key", () => index.search(["case_42"], "case_42", 2_000), 1);
  index.close();
});

test("rows are found by what they say now, and no more once they are gone", (t) => {
  const index = openExplorerIndex(fileFor(t));
  const write = (height: number, key: string, text: string | undefined) =>
    index.add([{ ...blockAt(height, 1), found: [{ table: "cases", key, text }] }], markOf(height));
  write(1, "a", "first");
  write(2, "b", "first");
  const find = (term: string) => index.search([term], term, 10).map(({ key }) => key);
  assert.deepEqual(find("first"), ["b", "a"]);
  write(3, "a", "second");
  assert.deepEqual([find("first"), find("second")], [["b"], ["a"]]);
  write(4, "b", undefined);
  assert.deepEqual(find("first"), []);
  assert.deepEqual([find("%"), find("b")], [[], []]);
  index.close();
});

test("an index goes on where it was, starts anew when told, and a damaged file is thrown away", (t) => {
  const path = fileFor(t);
  const reopened = (index: ExplorerIndex): ExplorerIndex => {
    index.close();
    return openExplorerIndex(path);
  };
  let index = openExplorerIndex(path);
  assert.equal(index.mark(), undefined);
  index.add([blockAt(0, 3)], markOf(4));
  index = reopened(index);
  assert.deepEqual(index.mark(), markOf(4));
  assert.equal(index.blocks(9, 9).length, 1);
  index.start([{ table: "cases", key: "a", text: "there before" }]);
  index = reopened(index);
  assert.equal(index.mark(), undefined);
  assert.deepEqual([index.blocks(9, 9), index.positions({}, 9, 9), index.signed("person_1", 9, 9)], [[], [], []]);
  assert.equal(index.search(["before"], "", 9).length, 1);
  index.close();
  writeFileSync(path, Buffer.alloc(20_000, 7));
  index = openExplorerIndex(path);
  assert.equal(index.mark(), undefined);
  index.close();
});
