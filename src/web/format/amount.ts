import { formatYuan, groupedYuan } from "#kernel/money";
import { rmbCapitals } from "#kernel/rmb-capitals";
import type { Language } from "../text/language.ts";

/** Amounts as an office writes them. What is computed with stays in fen; these are for eyes only. */

export interface AmountParts {
  /** Sign and whole yuan with separators: `-2,502,852`. */
  readonly yuan: string;
  /** Point and fen: `.79`. */
  readonly fen: string;
}

/** An amount in fen, split so that a page can set the fen smaller. Takes decimal texts as they stand in answers. */
export function amountParts(fen: bigint | string): AmountParts {
  const text = groupedYuan(BigInt(fen));
  const point = text.indexOf(".");
  return { yuan: text.slice(0, point), fen: text.slice(point) };
}

/** An amount in figures and, as banks ask for it, in capital numerals: `1,000,000.00 yuan (壹佰万元整)`. */
export function amountInWords(fen: bigint, language: Language): string {
  const [opening, closing] = language === "zh" ? ["（", "）"] : [" (", ")"];
  return `${formatYuan(fen, language)}${opening}${rmbCapitals(fen)}${closing}`;
}

/** Basis points as a percentage without needless zeros: 9700 → `97 %`. */
export function percentText(basisPoints: number): string {
  const whole = Math.trunc(basisPoints / 100);
  const rest = String(basisPoints % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${whole}${rest === "" ? "" : `.${rest}`} %`;
}
