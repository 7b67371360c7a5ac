import assert from "node:assert/strict";
import { test } from "node:test";
import { exactAmount } from "./exact-amount.ts";

test("an entitlement shows what is behind the fen", () => {
  assert.equal(exactAmount(62_571_319n, 8_000n, 10_000n), "625,713.198");
  assert.equal(exactAmount(284_415_090n, 0n, 10_000n), "2,844,150.90");
});

test("an endless fraction is cut and says so", () => {
  assert.equal(exactAmount(33n, 1n, 3n), "0.333333…");
});
