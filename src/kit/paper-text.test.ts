import assert from "node:assert/strict";
import { test } from "node:test";
import { amountInBoth, columnAmount, paperAmount, paperDay, wordOf } from "./paper-text.ts";

test("days are written as papers write them, and no day as nothing", () => {
  assert.equal(paperDay("2026-03-06", "zh"), "2026年3月6日");
  assert.equal(paperDay("2026-12-31", "en"), "31 December 2026");
  assert.deepEqual([paperDay(null, "zh"), paperDay("", "en")], ["", ""]);
});

test("amounts stay on one line with their unit, in figures and in capitals", () => {
  assert.equal(paperAmount(125_000_000_000n, "zh"), "1,250,000,000.00\u00a0元");
  assert.equal(amountInBoth(125_005n, "zh"), "1,250.05\u00a0元（大写：壹仟贰佰伍拾元零伍分）");
  assert.equal(amountInBoth(100n, "en"), "1.00\u00a0yuan (壹元整)");
  assert.equal(columnAmount(-7n), "-0.07");
});

test("a code without a word is shown as it is", () => {
  assert.equal(wordOf({ licence: "许可" }, "licence"), "许可");
  assert.deepEqual([wordOf({}, "licence"), wordOf(undefined, "x"), wordOf({ a: {} }, "a")], ["licence", "x", "a"]);
});
