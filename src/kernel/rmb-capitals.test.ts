import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { rmbCapitals } from "./rmb-capitals.ts";

/** The amounts that the bank rules give as examples, with the first of the forms they allow. */
const EXAMPLES_OF_THE_RULES: readonly (readonly [fen: bigint, text: string])[] = [
  [140_950n, "壹仟肆佰零玖元伍角"],
  [600_714n, "陆仟零柒元壹角肆分"],
  [168_032n, "壹仟陆佰捌拾元零叁角贰分"],
  [10_700_053n, "壹拾万柒仟元零伍角叁分"],
  [1_640_902n, "壹万陆仟肆佰零玖元零贰分"],
  [32_504n, "叁佰贰拾伍元零肆分"],
];

const GOLDEN: readonly (readonly [fen: bigint, text: string])[] = [
  [0n, "零元整"],
  [1n, "壹分"],
  [10n, "壹角"],
  [55n, "伍角伍分"],
  [100n, "壹元整"],
  [105n, "壹元零伍分"],
  [1000n, "壹拾元整"],
  [1050n, "壹拾元零伍角"],
  [1150n, "壹拾壹元伍角"],
  [10_001n, "壹佰元零壹分"],
  [100_100n, "壹仟零壹元整"],
  [101_000n, "壹仟零壹拾元整"],
  [1_000_000n, "壹万元整"],
  [1_000_100n, "壹万零壹元整"],
  [1_050_000n, "壹万零伍佰元整"],
  [3_000_000n, "叁万元整"],
  [10_000_500n, "壹拾万零伍元整"],
  [100_500_000n, "壹佰万伍仟元整"],
  [1_125_000_000n, "壹仟壹佰贰拾伍万元整"],
  [1_250_000_000n, "壹仟贰佰伍拾万元整"],
  [250_285_279n, "贰佰伍拾万贰仟捌佰伍拾贰元柒角玖分"],
  [10_000_000_000n, "壹亿元整"],
  [10_000_000_100n, "壹亿零壹元整"],
  [10_001_000_000n, "壹亿零壹万元整"],
  [12_000_050_000n, "壹亿贰仟万零伍佰元整"],
  [1_000_000_000_000n, "壹佰亿元整"],
  [1_000_000_000_000_000n, "壹拾万亿元整"],
  [1_000_000_000_000_000_000n, "壹亿亿元整"],
  [9_223_372_036_854_775_807n, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"],
  [-1_250n, "负壹拾贰元伍角"],
];

test("writes the examples of the bank rules as the rules do", () => {
  for (const [fen, text] of EXAMPLES_OF_THE_RULES) assert.equal(rmbCapitals(fen), text, `${fen} fen`);
});

test("writes zeros, ten, hundreds of millions and the largest amount", () => {
  for (const [fen, text] of GOLDEN) assert.equal(rmbCapitals(fen), text, `${fen} fen`);
});

test("reads back to the same amount, whatever it is", (t) => {
  const amount = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 10n }));
  const property = fc.property(amount, (fen) => assert.equal(fenOf(rmbCapitals(fen)), fen));
  fc.assert(property, randomSeed(t, 20_000));
});

test("never doubles or trails a zero and ends in 整 only after 元", (t) => {
  const property = fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (fen) => {
    const text = rmbCapitals(fen);
    assert.doesNotMatch(text, /零零|零元|零万|零亿|零整/);
    assert.match(text, /(元整|角|分)$/);
  });
  fc.assert(property, randomSeed(t, 20_000));
});

/** A reader written from the meaning of the numerals and not from the writer: units multiply what stands before them. */
function fenOf(text: string): bigint {
  const yuanText = text.includes("元") ? text.slice(0, text.indexOf("元")) : "";
  const rest = text.slice(text.includes("元") ? text.indexOf("元") + 1 : 0);
  const digitOf = (char: string | undefined): bigint => BigInt("零壹贰叁肆伍陆柒捌玖".indexOf(char ?? "零"));
  const jiao = digitOf(/(.)角/.exec(rest)?.[1]);
  const fen = digitOf(/(.)分/.exec(rest)?.[1]);
  return number(yuanText) * 100n + jiao * 10n + fen;

  function number(part: string): bigint {
    for (const [unit, size] of [
      ["亿", 100_000_000n],
      ["万", 10_000n],
    ] as const) {
      const at = part.lastIndexOf(unit);
      if (at >= 0) return number(part.slice(0, at)) * size + number(part.slice(at + 1));
    }
    let value = 0n;
    for (const [, figure, unit] of part.matchAll(/([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)/g)) {
      value += digitOf(figure) * { 仟: 1000n, 佰: 100n, 拾: 10n, "": 1n }[unit as "仟"];
    }
    return value;
  }
}
