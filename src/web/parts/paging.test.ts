import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "./paging.tsx";

test("cuts a list into pages and stays within them, whatever the address says", () => {
  const rows = Array.from({ length: 101 }, (_, at) => at);
  assert.deepEqual(pageOf(rows, 3), { shown: [100], pages: 3, at: 3 });
  assert.equal(pageOf(rows, 1).shown.length, 50);
  for (const [page, at] of [
    [0, 1],
    [-4, 1],
    [Number.NaN, 1],
    [1.5, 1],
    [99, 3],
  ] as const)
    assert.equal(pageOf(rows, page).at, at, String(page));
  assert.deepEqual(pageOf([], 2), { shown: [], pages: 1, at: 1 });
});
