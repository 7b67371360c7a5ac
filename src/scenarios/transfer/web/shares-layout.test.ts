import assert from "node:assert/strict";
import { test } from "node:test";
import { layShares } from "./shares-layout.ts";

test("the article's contribution is ninety cells of the team and ten of the asset company", () => {
  const holders = [
    { key: "leader", amount: 450_000_000n },
    { key: "rest of the team", amount: 675_000_000n },
    { key: "asset company", amount: 125_000_000n },
  ];
  assert.deepEqual(
    layShares(holders).map(({ key, from, cells, shareBp }) => [key, from, cells, shareBp]),
    [
      ["leader", 0, 36, 3_600],
      ["rest of the team", 36, 54, 5_400],
      ["asset company", 90, 10, 1_000],
    ],
  );
});

test("holdings fill the hundred cells whatever the amounts", () => {
  const laid = layShares([1n, 1n, 1n].map((amount, i) => ({ key: String(i), amount })));
  const last = laid.at(-1);
  assert.equal((last?.from ?? 0) + (last?.cells ?? 0), 100);
  assert.deepEqual(layShares([]), []);
});
