import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { INT64_MAX } from "./int64.ts";
import {
  AMOUNT_PROBLEM_TEXTS,
  type AmountProblem,
  formatYuan,
  groupedYuan,
  inRange,
  isInRange,
  parseYuan,
  shortYuan,
  sumOf,
  yuanText,
} from "./money.ts";

const anyAmount = fc.bigInt({ min: -INT64_MAX, max: INT64_MAX });

test("reads amounts as people write them, exactly", () => {
  const cases: readonly (readonly [string, bigint])[] = [
    ["12500000.00", 1_250_000_000n],
    ["12,500,000", 1_250_000_000n],
    [" 1250 万元 ", 1_250_000_000n],
    ["1.2亿", 12_000_000_000n],
    ["0.000001 万元", 1n],
    ["¥ 30,000.5", 3_000_050n],
    ["￥３０，０００．０５元", 3_000_005n],
    ["1.100", 110n],
    ["-0.01", -1n],
    ["−3", -300n],
    ["007", 700n],
    ["92233720368547758.07", INT64_MAX],
    ["-92,233,720,368,547,758.07", -INT64_MAX],
  ];
  for (const [text, fen] of cases) assert.deepEqual(parseYuan(text), { ok: true, fen }, text);
});

test("says why a text is not an amount", () => {
  const cases: readonly (readonly [string, AmountProblem])[] = [
    ["", "amount_missing"],
    ["  ", "amount_missing"],
    ["abc", "amount_not_a_number"],
    ["1,25,000", "amount_not_a_number"],
    ["12,5", "amount_not_a_number"],
    [".5", "amount_not_a_number"],
    ["5.", "amount_not_a_number"],
    ["1e5", "amount_not_a_number"],
    ["0x10", "amount_not_a_number"],
    ["--1", "amount_not_a_number"],
    ["+1", "amount_not_a_number"],
    ["1 千元", "amount_not_a_number"],
    ["9".repeat(41), "amount_not_a_number"],
    ["0.005", "amount_below_a_fen"],
    ["0.0000001万", "amount_below_a_fen"],
    ["92233720368547758.08", "amount_too_large"],
    ["-92233720368547758.08", "amount_too_large"],
  ];
  for (const [text, problem] of cases) assert.deepEqual(parseYuan(text), { ok: false, problem }, text);
  const said = new Set(cases.map(([, problem]) => problem));
  assert.deepEqual([...said].sort(), Object.keys(AMOUNT_PROBLEM_TEXTS).sort());
});

test("reads back every amount it writes, plain and grouped", (t) => {
  const property = fc.property(anyAmount, (fen) => {
    assert.match(yuanText(fen), /^-?(0|[1-9][0-9]*)\.[0-9]{2}$/);
    for (const text of [yuanText(fen), groupedYuan(fen), formatYuan(fen, "zh")]) {
      assert.deepEqual(parseYuan(text), { ok: true, fen }, text);
    }
  });
  fc.assert(property, randomSeed(t, 10_000));
});

test("groups thousands and names the unit in either language", () => {
  assert.equal(groupedYuan(1_250_000_000n), "12,500,000.00");
  assert.equal(groupedYuan(-100_005n), "-1,000.05");
  assert.equal(groupedYuan(-5n), "-0.05");
  assert.equal(formatYuan(99_999n, "zh"), "999.99 元");
  assert.equal(formatYuan(100_000n, "en"), "1,000.00 yuan");
});

test("shortens amounts to the units of the language and marks what is not exact", () => {
  const cases: readonly (readonly [bigint, string, string])[] = [
    [0n, "0 元", "0 yuan"],
    [5n, "0.05 元", "0.05 yuan"],
    [99_999n, "999.99 元", "999.99 yuan"],
    [3_000_000n, "3 万元", "30,000 yuan"],
    [1_250_000_000n, "1,250 万元", "12.5 million yuan"],
    [-1_250_000_000n, "-1,250 万元", "-12.5 million yuan"],
    [10_000_000_000n, "1 亿元", "100 million yuan"],
    [293_211_433n, "约 293.21 万元", "about 2.93 million yuan"],
    [999_999_999_999n, "约 100 亿元", "about 10 billion yuan"],
    [9_999_999_999n, "约 1 亿元", "about 100 million yuan"],
  ];
  for (const [fen, zh, en] of cases) {
    assert.equal(shortYuan(fen, "zh"), zh);
    assert.equal(shortYuan(fen, "en"), en);
  }
  assert.equal(shortYuan(293_211_433n, "zh", 0), "约 293 万元");
  assert.equal(shortYuan(293_211_433n, "zh", 6), "293.211433 万元");
});

test("guards the bounds of 64 signed bits on both sides", () => {
  assert.equal(isInRange(INT64_MAX), true);
  assert.equal(isInRange(INT64_MAX + 1n), false);
  assert.equal(isInRange(-INT64_MAX - 1n), false);
  assert.equal(inRange(-INT64_MAX, "price"), -INT64_MAX);
  assert.throws(() => inRange(INT64_MAX + 1n, "price"), /price/);
  assert.equal(sumOf([INT64_MAX, 1n, -1n]), INT64_MAX);
  assert.throws(() => sumOf([INT64_MAX, 1n]), RangeError);
});
