import assert from "node:assert/strict";
import { test } from "node:test";
import { basisPointsOf, percentSum } from "./percent-sum.ts";

test("percentages add up to the hundredth, and what is none counts nothing", () => {
  assert.equal(percentSum(["33.33", "33.33", "33.34"]), "100");
  assert.equal(percentSum(["12.5 %", "", "x", "1.005"]), "12.5");
  assert.equal(percentSum([]), "0");
});

test("full-width digits are read, and three decimals are not", () => {
  assert.equal(basisPointsOf("２５％"), 2500);
  assert.equal(basisPointsOf("1.234"), undefined);
});
