import assert from "node:assert/strict";
import { test } from "node:test";
import {
  anchorsUnder,
  BASE,
  blockColumns,
  CHART,
  COLUMNS,
  type ExploredBlock,
  type PicturedLeaf,
  topOf,
} from "./block-columns.ts";

const NONE = { done: 0, rejected: 0, fault: 0 };

/** Blocks newest first: as many transactions each as the list says, oldest first. */
function blocksOf(...counts: readonly number[]): ExploredBlock[] {
  let from = 0;
  return counts
    .map((done, height) => {
      const block = {
        height,
        time: height,
        from,
        size: from + done + 1,
        transactions: { ...NONE, done },
        timers: NONE,
      };
      from = block.size;
      return block;
    })
    .reverse();
}

function leaf(position: number, kind: PicturedLeaf["kind"], outcome?: PicturedLeaf["outcome"]): [number, PicturedLeaf] {
  return [position, { position, kind, ...(outcome === undefined ? {} : { outcome }) }];
}

test("the newest block stands on the right and each column inside the picture", () => {
  const columns = blockColumns(blocksOf(...Array.from({ length: 30 }, () => 2)), new Map());
  assert.equal(columns.length, COLUMNS);
  assert.deepEqual([columns[0]?.height, columns.at(-1)?.height], [14, 29]);
  assert((columns.at(-1)?.x ?? 0) + CHART.cell <= CHART.width);
});

test("cells stand on the block's own leaf in the order of their leaves and say what became of them", () => {
  const blocks = blocksOf(0, 3);
  const leaves = new Map([
    leaf(1, "transaction", "done"),
    leaf(2, "timer", "done"),
    leaf(3, "transaction", "rejected"),
  ]);
  const [genesis, column] = blockColumns(blocks, leaves);
  assert.deepEqual(
    genesis?.cells.map(({ kind }) => kind),
    ["genesis"],
  );
  assert.deepEqual(
    column?.cells.map(({ kind, position }) => [kind, position]),
    [
      ["transaction", 1],
      ["timer", 2],
      ["refused", 3],
    ],
  );
  assert.equal(column?.blockLeaf, 4);
  assert(column?.cells.every(({ y }, i, all) => y < BASE && (i === 0 || y < (all[i - 1]?.y ?? 0))));
});

test("a block whose leaves were not read is drawn by its counts, as far as there is room", () => {
  const [, column] = blockColumns(blocksOf(0, 4_000), new Map());
  assert.equal(column?.cells.length, CHART.rows);
  assert.equal(column?.more, 4_000 - CHART.rows);
  assert(column?.cells.every(({ position, y }) => position === undefined && y >= 0));
});

test("the picture is as high as its highest column", () => {
  const height = (...counts: readonly number[]) => BASE - topOf(blockColumns(blocksOf(...counts), new Map()));
  assert.equal(height(0, 1, 2), height(0, 3));
  assert.equal(height(0, 7) - height(0, 5), 2 * CHART.rowPitch);
  assert.equal(height(0, 1_000), height(0, CHART.rows));
});

test("an anchor hangs under the block whose head it records, and one of an older head under none", () => {
  const columns = blockColumns(blocksOf(0, 1, 1), new Map());
  const root = "a".repeat(64);
  const found = anchorsUnder(columns, [
    { size: 3, root, id: "one" },
    { size: 2, root, id: "two" },
  ]);
  assert.deepEqual(
    found.map(({ id, x }) => [id, x]),
    [["one", (columns[1]?.x ?? 0) + CHART.cell / 2]],
  );
});
