import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { type Pool, type PoolSplit, splitPools } from "./split-pools.ts";
import { type Paid, paidAfter, paidWithout } from "./splitting.ts";

const byPath = ({ shares }: PoolSplit): Record<string, bigint> =>
  Object.fromEntries(shares.map(({ id, amount }) => [id, amount]));

/** Net income, of which 70 % is awarded; of the award 70 % to main contributors, 25 % to others, 5 % to the office. */
const NESTED: readonly Pool[] = [
  {
    id: "award",
    weight: 70n,
    members: [
      {
        id: "main",
        weight: 70n,
        members: [
          { id: "p1", weight: 2n },
          { id: "p2", weight: 1n },
        ],
      },
      { id: "others", weight: 25n },
      { id: "office", weight: 5n },
    ],
  },
  { id: "unit", weight: 30n },
];

test("splits 1,000,003.37 yuan top-down, each pool from its own whole fen", () => {
  const done = splitPools(100_000_337n, NESTED);
  assert.deepEqual(byPath(done), {
    award: 70_000_236n,
    "award/main": 49_000_165n,
    "award/main/p1": 32_666_777n,
    "award/main/p2": 16_333_388n,
    "award/office": 3_500_012n,
    "award/others": 17_500_059n,
    unit: 30_000_101n,
  });
  assert.deepEqual(
    done.payees.map(({ id }) => id),
    ["award/main/p1", "award/main/p2", "award/office", "award/others", "unit"],
  );
  // Minimum shares of the award: main contributors 70 %, the office 5 %, to less than a fen.
  assert.ok(49_000_165n * 10n > 70_000_236n * 7n - 10n && 3_500_012n * 20n > 70_000_236n - 20n);
});

test("mirrors a negative total", () => {
  const done = byPath(splitPools(-100_000_337n, NESTED));
  const mirror = byPath(splitPools(100_000_337n, NESTED));
  for (const [path, amount] of Object.entries(mirror)) assert.equal(done[path], -amount, path);
});

test("keeps every pool equal to its members over instalments and reversals", (t) => {
  const weight = fc.bigInt({ min: 1n, max: 1000n });
  const { pools } = fc.letrec<{ pools: Pool[] }>((tie) => ({
    pools: fc
      .array(fc.tuple(weight, fc.option(tie("pools"), { depthSize: "small", nil: undefined })), {
        minLength: 1,
        maxLength: 3,
      })
      .map((list) =>
        list.map(([each, members], i) => ({ id: `p${i}`, weight: each, ...(members ? { members } : {}) })),
      ),
  }));
  const property = fc.property(pools, fc.array(fc.nat(1000), { maxLength: 5 }), (tree, instalments) => {
    let paid: Paid = new Map();
    for (const instalment of instalments) {
      const done = splitPools(BigInt(instalment), tree, paid);
      assert.ok(done.shares.every(({ amount }) => amount >= 0n));
      assert.equal(
        done.payees.reduce((sum, { amount }) => sum + amount, 0n),
        BigInt(instalment),
      );
      const after = paidAfter(done, paid);
      const restored = paidWithout(done, after);
      for (const [path, value] of restored) assert.equal(value, paid.get(path) ?? 0n);
      paid = after;
    }
  });
  fc.assert(property, randomSeed(t, 2_000));
});

test("refuses ids that paths cannot hold and payments that do not fit the pools", () => {
  assert.throws(() => splitPools(1n, [{ id: "a/b", weight: 1n }]), /cannot be an id/);
  assert.throws(() => splitPools(1n, [{ id: "", weight: 1n }]), /cannot be an id/);
  assert.throws(() => splitPools(1n, [{ id: "a", weight: 1n, members: [] }]), /no_payees/);
  assert.throws(() => splitPools(-1n, [{ id: "a", weight: 1n }], new Map([["a", 1n]])), /reverse/);
  assert.throws(() => splitPools(1n, [{ id: "a", weight: 1n }], new Map([["a/b", 1n]])), /a\/b was paid/);
  const pools = [{ id: "a", weight: 1n, members: [{ id: "b", weight: 1n }] }];
  assert.throws(() => splitPools(1n, pools, new Map([["a", 2n]])), /a has had 2 fen, but its members 0/);
});
