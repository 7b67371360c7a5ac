import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import {
  applyRate,
  basisPoints,
  commonWeights,
  compareRates,
  complement,
  gcd,
  mulDiv,
  rate,
  rateText,
} from "./rate.ts";

const anyRate = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([num, den]) => rate(num, den));

test("takes basis points and rationals and refuses what is neither", () => {
  assert.deepEqual(basisPoints(9700), { num: 9700n, den: 10_000n });
  assert.equal(compareRates(basisPoints(5000), rate(1n, 2n)), 0);
  assert.equal(compareRates(basisPoints(3333), rate(1n, 3n)), -1);
  assert.equal(compareRates(basisPoints(3334), rate(1n, 3n)), 1);
  assert.deepEqual(complement(basisPoints(9700)), { num: 300n, den: 10_000n });
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53]) assert.throws(() => basisPoints(wrong), RangeError);
  assert.throws(() => rate(1n, 0n), RangeError);
  assert.throws(() => rate(-1n, 2n), RangeError);
  assert.throws(() => complement(rate(3n, 2n)), RangeError);
});

test("rounds down and up by name, on both sides of zero", () => {
  assert.equal(mulDiv(7n, 1n, 2n, "floor"), 3n);
  assert.equal(mulDiv(7n, 1n, 2n, "ceil"), 4n);
  assert.equal(mulDiv(-7n, 1n, 2n, "floor"), -4n);
  assert.equal(mulDiv(-7n, 1n, 2n, "ceil"), -3n);
  assert.equal(mulDiv(-8n, 1n, 2n, "floor"), -4n);
  assert.throws(() => mulDiv(1n, 1n, 0n, "floor"), RangeError);
});

test("never loses what rounding leaves over", (t) => {
  const property = fc.property(fc.bigInt(), anyRate, (value, by) => {
    for (const rounding of ["floor", "ceil"] as const) {
      const { amount, remainder, den } = applyRate(value, by, rounding);
      assert.equal(amount * den + remainder, value * by.num);
      assert.ok(rounding === "floor" ? remainder >= 0n && remainder < den : remainder <= 0n && remainder > -den);
    }
  });
  fc.assert(property, randomSeed(t, 10_000));
});

test("keeps the proportions of rates over a common denominator", (t) => {
  assert.deepEqual(commonWeights([rate(1n, 3n), basisPoints(5000)]), { weights: [10_000n, 15_000n], den: 30_000n });
  const property = fc.property(fc.array(anyRate, { maxLength: 5 }), (rates) => {
    const { weights, den } = commonWeights(rates);
    for (const [i, each] of rates.entries()) assert.equal((weights[i] ?? 0n) * each.den, each.num * den);
  });
  fc.assert(property, randomSeed(t, 2_000));
  assert.equal(gcd(0n, 12n), 12n);
});

test("shows a rate as a percentage, or as a fraction where that is exact and the percentage is not", () => {
  assert.equal(rateText(basisPoints(9700)), "97%");
  assert.equal(rateText(basisPoints(250)), "2.5%");
  assert.equal(rateText(basisPoints(0)), "0%");
  assert.equal(rateText(rate(1n, 1n)), "100%");
  assert.equal(rateText(rate(2n, 6n)), "1/3");
});
