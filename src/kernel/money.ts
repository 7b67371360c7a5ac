import { INT64_MAX } from "#kernel/int64";

/** Money is a whole number of fen in a bigint. Yuan, 万 and 亿 exist only in text; no float ever holds an amount. */

/** The two languages of every text that people read. */
export type Locale = "zh" | "en";

/** Why a text is not an amount. Closed list; `AMOUNT_PROBLEM_TEXTS` says each in both languages. */
export type AmountProblem = "amount_missing" | "amount_not_a_number" | "amount_below_a_fen" | "amount_too_large";

export type ParsedAmount =
  | { readonly ok: true; readonly fen: bigint }
  | { readonly ok: false; readonly problem: AmountProblem };

export const AMOUNT_PROBLEM_TEXTS: Readonly<Record<AmountProblem, Readonly<Record<Locale, string>>>> = {
  amount_missing: { zh: "请填写金额。", en: "Enter an amount." },
  amount_not_a_number: {
    zh: "这不是金额。请写成 12500000.00、12,500,000 或 1250 万元。",
    en: "This is not an amount. Write 12500000.00, 12,500,000 or 1250万元.",
  },
  amount_below_a_fen: {
    zh: "金额最小到分，请去掉多余的小数。",
    en: "The smallest unit is the fen. Remove further decimals.",
  },
  amount_too_large: {
    zh: "金额超出账本上限 92,233,720,368,547,758.07 元。",
    en: "The amount exceeds what the ledger can hold, 92,233,720,368,547,758.07 yuan.",
  },
};

const FEN_OF_YUAN = 100n;
const TEXT_LENGTH_MAX = 40;
const HUMAN_AMOUNT = /^(-?)¥?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?([万亿]?)元?$/;
const YUAN_OF_UNIT: Readonly<Record<string, bigint>> = { "": 1n, 万: 10_000n, 亿: 100_000_000n };

/** Short units by language, the largest first, each with the number of fen in it. */
const SHORT_UNITS: Readonly<Record<Locale, readonly (readonly [fen: bigint, name: string])[]>> = {
  zh: [
    [10_000_000_000n, "亿元"],
    [1_000_000n, "万元"],
    [100n, "元"],
  ],
  en: [
    [100_000_000_000n, "billion yuan"],
    [100_000_000n, "million yuan"],
    [100n, "yuan"],
  ],
};

/** Whether a value fits the 64 signed bits that a ledger stores. The bound is the same for both signs. */
export function isInRange(value: bigint): boolean {
  return value <= INT64_MAX && value >= -INT64_MAX;
}

/**
 * The value itself.
 * @throws RangeError when it does not fit 64 signed bits; `what` names the amount.
 */
export function inRange(value: bigint, what: string): bigint {
  if (!isInRange(value)) throw new RangeError(`${what} does not fit 64 signed bits: ${value}`);
  return value;
}

/** Exact sum. @throws RangeError when it does not fit 64 signed bits. */
export function sumOf(values: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return inRange(sum, "the sum");
}

/**
 * Reads what a person typed: yuan with at most two decimals, groups of three, `¥`, `元`, and `万` or `亿` with as many
 * decimals as come out in whole fen. Full-width characters count as their narrow forms. Exact; never rounds.
 */
export function parseYuan(text: string): ParsedAmount {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace("\u2212", "-");
  if (plain === "") return { ok: false, problem: "amount_missing" };
  const match = plain.length <= TEXT_LENGTH_MAX ? HUMAN_AMOUNT.exec(plain) : null;
  if (match === null) return { ok: false, problem: "amount_not_a_number" };
  const [, sign = "", whole = "", decimals = "", unit = ""] = match;
  const scale = 10n ** BigInt(decimals.length);
  const scaledFen = BigInt(whole.replaceAll(",", "") + decimals) * (YUAN_OF_UNIT[unit] ?? 1n) * FEN_OF_YUAN;
  if (scaledFen % scale !== 0n) return { ok: false, problem: "amount_below_a_fen" };
  const fen = (sign === "-" ? -1n : 1n) * (scaledFen / scale);
  return isInRange(fen) ? { ok: true, fen } : { ok: false, problem: "amount_too_large" };
}

/** Plain decimal yuan for machines and spreadsheets: `-12500000.05`. `parseYuan` reads it back exactly. */
export function yuanText(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? "-" : ""}${size / FEN_OF_YUAN}.${(size % FEN_OF_YUAN).toString().padStart(2, "0")}`;
}

/** Yuan with groups of three and two decimals, without a unit, for columns of figures: `12,500,000.00`. */
export function groupedYuan(fen: bigint): string {
  const [whole = "", decimals = ""] = yuanText(fen).split(".");
  return `${grouped(whole)}.${decimals}`;
}

/** The full amount with its unit, for sentences: `12,500,000.00 元`, `12,500,000.00 yuan`. */
export function formatYuan(fen: bigint, locale: Locale): string {
  return `${groupedYuan(fen)} ${locale === "zh" ? "元" : "yuan"}`;
}

/**
 * The amount in the largest fitting unit, for headings and charts: `1,250 万元`, `12.5 million yuan`. Has at most
 * `decimalsMax` decimals, rounded half away from zero; a figure that is not exact says so (`约`, `about`).
 */
export function shortYuan(fen: bigint, locale: Locale, decimalsMax = 2): string {
  const size = fen < 0n ? -fen : fen;
  const scale = 10n ** BigInt(decimalsMax);
  const units = SHORT_UNITS[locale];
  // A figure that rounds up to the next unit is written in that unit: 1 亿元, not 10,000 万元.
  const fits = ([unit]: readonly [bigint, string]): boolean => roundedHalfUp(size * scale, unit) >= scale;
  const [unit, name] = units.find(fits) ?? [FEN_OF_YUAN, locale === "zh" ? "元" : "yuan"];
  const digits = roundedHalfUp(size * scale, unit)
    .toString()
    .padStart(decimalsMax + 1, "0");
  const whole = digits.slice(0, digits.length - decimalsMax);
  const decimals = digits.slice(digits.length - decimalsMax).replace(/0+$/, "");
  const isExact = BigInt(digits) * unit === size * scale;
  const about = isExact ? "" : locale === "zh" ? "约 " : "about ";
  return `${about}${fen < 0n ? "-" : ""}${grouped(whole)}${decimals === "" ? "" : `.${decimals}`} ${name}`;
}

function roundedHalfUp(num: bigint, den: bigint): bigint {
  return (2n * num + den) / (2n * den);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
}
