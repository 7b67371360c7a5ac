import { formatYuan, groupedYuan, type Locale } from "#kernel/money";
import type { LocalText } from "#kernel/paper";
import { rmbCapitals } from "#kernel/rmb-capitals";

/** Days, amounts and words as papers have them. */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A day as papers write it: `2026年3月6日`, `6 March 2026`. Nothing for no day. */
export function paperDay(day: string | null, lang: Locale): string {
  if (day === null || day === "") return "";
  const [year = "", month = "", date = ""] = day.split("-").map((part) => String(Number(part)));
  return lang === "zh" ? `${year}年${month}月${date}日` : `${date} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** An amount of fen with its unit; figures and unit stay on one line. */
export function paperAmount(fen: bigint, lang: Locale): string {
  return formatYuan(fen, lang).replaceAll(" ", "\u00a0");
}

/** An amount in figures and in capitals: `1,250.00 元（大写：壹仟贰佰伍拾元整）`. */
export function amountInBoth(fen: bigint, lang: Locale): string {
  const capitals = rmbCapitals(fen);
  return lang === "zh" ? `${paperAmount(fen, lang)}（大写：${capitals}）` : `${paperAmount(fen, lang)} (${capitals})`;
}

/** An amount for a column of figures: `1,250.00`. */
export function columnAmount(fen: bigint): string {
  return groupedYuan(fen);
}

/** The same words in both languages, for texts that are made of tags alone. */
export function sameText(text: string): LocalText {
  return { zh: text, en: text };
}

/** The text of a code, or the code itself where there is none. */
export function wordOf(words: unknown, code: string): string {
  const found =
    typeof words === "object" && words !== null ? (words as Readonly<Record<string, unknown>>)[code] : undefined;
  return typeof found === "string" ? found : code;
}
