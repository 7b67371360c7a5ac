import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareText } from "#kernel/text-order";
import { randomSeed } from "../../test/support/random-seed.ts";
import {
  mirrored,
  type Paid,
  type Payee,
  paidAfter,
  paidWithout,
  payeesProblem,
  type Share,
  type Split,
  settle,
  split,
  splitInstalment,
} from "./splitting.ts";

const IDS = "abcdefghijklmnop";

const payeesOf = (...weights: number[]): Payee[] =>
  weights.map((weight, i) => ({ id: IDS.charAt(i), weight: BigInt(weight) }));
const amounts = (done: Split): bigint[] => done.shares.map(({ amount }) => amount);
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** H(n) − 1 as a fraction: how many fen a payee may be behind. */
function boundBehind(n: number): { num: bigint; den: bigint } {
  let bound = { num: 0n, den: 1n };
  for (let k = 2n; k <= BigInt(n); k++) bound = { num: bound.num * k + bound.den, den: bound.den * k };
  return bound;
}

/** Asserts everything a split promises about itself, computed anew from its trace. */
function assertTrace(done: Split, paid: Paid): void {
  assert.equal(sum(amounts(done)), done.amount);
  const toDate = done.amount + sum([...paid.values()]);
  for (const share of done.shares) {
    assert.equal(share.entitledFen * share.weightSum + share.remainder, toDate * share.weight);
    assert.equal(share.paidBefore, paid.get(share.id) ?? 0n);
    const owed = share.entitledFen - share.paidBefore;
    assert.equal(share.wholeFen + share.heldBackFen, owed > 0n ? owed : 0n);
    assert.equal(share.amount, share.wholeFen + share.extraFen);
    assert.ok(share.extraFen === 0n || (share.extraFen === 1n && share.decidedBy !== "none"));
    assert.ok(share.amount >= 0n && share.heldBackFen >= 0n);
    assert.ok(share.weight > 0n || share.amount === 0n);
  }
}

/** Asserts the bound of an uninterrupted series: less than one fen ahead, at most H(n) − 1 behind. */
function assertWithinBound(done: Split): void {
  const behind = boundBehind(done.shares.filter(({ weight }) => weight > 0n).length);
  for (const share of done.shares) {
    const deviation = (share.entitledFen - share.paidBefore - share.amount) * share.weightSum + share.remainder;
    assert.ok(deviation > -share.weightSum, `${share.id} is a whole fen ahead`);
    assert.ok(deviation * behind.den <= behind.num * share.weightSum, `${share.id} is too far behind`);
  }
}

const anyWeight = fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 10_000 }), fc.maxSafeNat());
const anyPayees = fc
  .array(anyWeight, { minLength: 1, maxLength: 7 })
  .map((weights) => payeesOf(...weights))
  .filter((payees) => payeesProblem(payees) === undefined);
const anyTotal = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 10 ** 9 }), fc.maxSafeNat());

test("splits exactly, with a trace that can be checked, independently of the list's order", (t) => {
  const property = fc.property(anyTotal, anyPayees, fc.nat(), (total, payees, turn) => {
    const done = split(BigInt(total), payees);
    assertTrace(done, new Map());
    for (const share of done.shares) assert.ok(share.amount - share.entitledFen <= 1n && share.heldBackFen === 0n);
    const turned = payees.map((_, i) => payees[(i + turn) % payees.length] as Payee).reverse();
    assert.deepEqual(split(BigInt(total), turned), done);
    assert.deepEqual(split(-BigInt(total), turned), mirrored(done));
  });
  fc.assert(property, randomSeed(t, 40_000));
});

test("serves larger remainders first, then larger weights, then smaller ids, and says which decided", (t) => {
  const property = fc.property(anyTotal, anyPayees, (total, payees) => {
    const { shares } = split(BigInt(total), payees);
    const before = (a: Share, b: Share): boolean =>
      a.remainder !== b.remainder
        ? a.remainder > b.remainder
        : a.weight !== b.weight
          ? a.weight > b.weight
          : compareText(a.id, b.id) < 0;
    const served = shares.filter(({ extraFen }) => extraFen === 1n);
    const waiting = shares.filter(({ extraFen }) => extraFen === 0n);
    for (const a of served) for (const b of waiting) assert.ok(before(a, b));
    for (const share of shares) assert.equal(share.decidedBy === "none", served.length === 0 || share.remainder === 0n);
  });
  fc.assert(property, randomSeed(t, 20_000));
  const reasons = (total: bigint, payees: Payee[]): string[] =>
    split(total, payees).shares.map(({ extraFen, decidedBy }) => `${extraFen} ${decidedBy}`);
  assert.deepEqual(reasons(5n, payeesOf(70, 30)), ["1 weight", "0 weight"]);
  assert.deepEqual(reasons(1n, payeesOf(1, 1, 1)), ["1 id", "0 id", "0 id"]);
  assert.deepEqual(reasons(10n, payeesOf(2, 3, 2)), ["1 remainder", "0 remainder", "1 remainder"]);
  assert.deepEqual(reasons(4n, payeesOf(1, 1)), ["0 none", "0 none"]);
});

test("pays instalments that add up, are never negative and stay within the bound, and takes them back exactly", (t) => {
  const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), anyTotal), { minLength: 1, maxLength: 8 });
  const property = fc.property(steps, anyPayees, fc.nat(8), (instalments, payees, reversals) => {
    const states: Paid[] = [new Map()];
    const paidOut: Split[] = [];
    for (const instalment of instalments) {
      const paid = states.at(-1) as Paid;
      const done = splitInstalment(BigInt(instalment), payees, paid);
      assertTrace(done, paid);
      assertWithinBound(done);
      states.push(paidAfter(done, paid));
      paidOut.push(done);
    }
    let paid = states.pop() as Paid;
    for (let i = 0; i < reversals && paidOut.length > 0; i++) {
      paid = paidWithout(paidOut.pop() as Split, paid);
      const earlier = states.pop() as Paid;
      for (const { id } of payees) assert.equal(paid.get(id) ?? 0n, earlier.get(id) ?? 0n);
      const again = splitInstalment(3n, payees, paid);
      assert.deepEqual(amounts(again), amounts(splitInstalment(3n, payees, earlier)));
      assertWithinBound(again);
    }
  });
  fc.assert(property, randomSeed(t, 25_000));
});

test("holds the bound over long series of single fen, where it is hardest", (t) => {
  const property = fc.property(
    anyPayees,
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 60, maxLength: 60 }),
    (payees, series) => {
      let paid: Paid = new Map();
      for (const instalment of series) {
        const done = splitInstalment(BigInt(instalment), payees, paid);
        assertWithinBound(done);
        paid = paidAfter(done, paid);
      }
    },
  );
  fc.assert(property, randomSeed(t, 300));
});

test("ends at the split of the whole once an instalment brings everyone up to what they have had", (t) => {
  const property = fc.property(anyTotal, anyTotal, anyPayees, (first, second, payees) => {
    const paid = paidAfter(split(BigInt(first), payees));
    const done = splitInstalment(BigInt(second), payees, paid);
    if (done.shares.some(({ entitledFen, paidBefore }) => entitledFen < paidBefore)) return;
    const atOnce = split(BigInt(first) + BigInt(second), payees);
    assert.deepEqual([...paidAfter(done, paid).values()], amounts(atOnce));
  });
  fc.assert(property, randomSeed(t, 15_000));
});

test("evens out what the reversal of an earlier instalment leaves, without asking anyone for money", (t) => {
  const property = fc.property(
    fc.tuple(anyTotal, anyTotal, anyTotal, anyTotal),
    anyPayees,
    anyPayees,
    (series, payees, others) => {
      const [a, b, c, d] = series.map(BigInt) as [bigint, bigint, bigint, bigint];
      // Other weights for the second instalment leave someone far ahead once the first is reversed.
      const weights = new Map(others.map(({ id, weight }) => [id, weight]));
      const renewed = payees.map(({ id, weight }) => ({ id, weight: weights.get(id) ?? weight }));
      if (payeesProblem(renewed) !== undefined) return;
      const first = split(a, payees);
      let paid: Paid = paidAfter(first);
      paid = paidAfter(splitInstalment(b, renewed, paid), paid);
      paid = paidWithout(first, paid);
      for (const amount of [c, d]) {
        const done = splitInstalment(amount, payees, paid);
        assertTrace(done, paid);
        for (const share of done.shares) if (share.paidBefore > share.entitledFen) assert.equal(share.amount, 0n);
        assert.deepEqual(amounts(splitInstalment(amount, payees.toReversed(), paid)), amounts(done));
        paid = paidAfter(done, paid);
      }
    },
  );
  fc.assert(property, randomSeed(t, 10_000));
});

test("pays those owed most first when others are ahead, fen by fen as the rule says", (t) => {
  const property = fc.property(
    anyPayees,
    fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 7 }),
    fc.integer({ min: 0, max: 12 }),
    (payees, had, amount) => {
      const paid = new Map(payees.map(({ id }, i) => [id, BigInt(had[i] ?? 0)]));
      const done = splitInstalment(BigInt(amount), payees, paid);
      assert.deepEqual(amounts(done), fenByFen(amount, payees, paid));
    },
  );
  fc.assert(property, randomSeed(t, 10_000));
});

/** The rule in its plainest form: each fen to the payee owed most at that moment. */
function fenByFen(amount: number, payees: readonly Payee[], paid: Paid): bigint[] {
  const weightSum = sum(payees.map(({ weight }) => weight));
  const toDate = BigInt(amount) + sum([...paid.values()]);
  const rows = payees.map((p) => ({ ...p, got: 0n, owed: toDate * p.weight - (paid.get(p.id) ?? 0n) * weightSum }));
  for (let i = 0; i < amount; i++) {
    rows.sort((a, b) =>
      a.owed !== b.owed
        ? Number(b.owed > a.owed) * 2 - 1
        : a.weight !== b.weight
          ? Number(b.weight > a.weight) * 2 - 1
          : compareText(a.id, b.id),
    );
    const next = rows[0];
    assert.ok(next !== undefined);
    next.got += 1n;
    next.owed -= weightSum;
  }
  return rows.sort((a, b) => compareText(a.id, b.id)).map(({ got }) => got);
}

test("splits known cases as computed with exact fractions", () => {
  assert.deepEqual(amounts(split(5n, payeesOf(70, 30))), [4n, 1n]);
  assert.deepEqual(amounts(split(5n, payeesOf(30, 70))), [1n, 4n]);
  assert.deepEqual(amounts(split(22_000n, payeesOf(445_455, 9_091, 545_455))), [9_800n, 200n, 12_000n]);
  assert.deepEqual(amounts(split(-5n, payeesOf(70, 30))), [-4n, -1n]);
  assert.deepEqual(amounts(split(0n, payeesOf(1, 2))), [0n, 0n]);
  assert.deepEqual(amounts(split(100n, payeesOf(0, 1, 0))), [0n, 100n, 0n]);
  // 2,844,150.90 yuan to a team of five by 40/22/16/12/10.
  const team = amounts(split(284_415_090n, payeesOf(40, 22, 16, 12, 10)));
  assert.deepEqual(team, [113_766_036n, 62_571_320n, 45_506_414n, 34_129_811n, 28_441_509n]);
});

test("keeps 6/6/2 out of the trap of rounding the total to date", () => {
  const payees = payeesOf(6, 6, 2);
  const first = split(10n, payees);
  assert.deepEqual(amounts(first), [4n, 4n, 2n]);
  assert.deepEqual(amounts(split(11n, payees)), [5n, 5n, 1n], "the total to date alone would ask one fen back");
  assert.deepEqual(amounts(splitInstalment(1n, payees, paidAfter(first))), [1n, 0n, 0n]);
});

test("does not feed the first payee for ever", () => {
  let paid: Paid = new Map();
  for (let i = 0; i < 300; i++) paid = paidAfter(splitInstalment(1n, payeesOf(1, 1, 1), paid), paid);
  assert.deepEqual([...paid.values()], [100n, 100n, 100n]);
});

test("splits the whole range of 64 bits and beyond without loss", () => {
  const huge = 2n ** 200n + 1n;
  const done = split(huge, payeesOf(1, 2, 4));
  assert.equal(sum(amounts(done)), huge);
  assertTrace(done, new Map());
});

test("names what is wrong with payees and refuses to split", () => {
  assert.equal(payeesProblem([]), "no_payees");
  assert.equal(payeesProblem([...payeesOf(1), ...payeesOf(2)]), "payee_repeated");
  assert.equal(payeesProblem(payeesOf(1, -1)), "weight_negative");
  assert.equal(payeesProblem(payeesOf(0, 0)), "weights_all_zero");
  assert.equal(payeesProblem(payeesOf(0, 1)), undefined);
  assert.throws(() => split(1n, payeesOf(0)), /weights_all_zero/);
  assert.throws(() => splitInstalment(-1n, payeesOf(1)), /reverse/);
  assert.throws(() => splitInstalment(1n, payeesOf(1), new Map([["b", 1n]])), /b was paid/);
  assert.throws(() => splitInstalment(1n, payeesOf(1), new Map([["a", -1n]])), /cannot have been paid/);
  assert.throws(() => settle(2n, [{ id: "a", weight: 1n, entitled: 1n }], 1n), /add up/);
  const done = split(5n, payeesOf(1, 1));
  assert.throws(() => paidWithout(done, new Map([["a", 3n]])), /b has had less/);
});
