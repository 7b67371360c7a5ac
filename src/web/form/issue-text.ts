import { AMOUNT_PROBLEM_TEXTS, type AmountProblem } from "#kernel/money";
import type { Language } from "../text/language.ts";

/** What is wrong with an amount, in the kernel's words; undefined for other codes. */
export function amountIssueText(code: string, language: Language): string | undefined {
  return Object.hasOwn(AMOUNT_PROBLEM_TEXTS, code) ? AMOUNT_PROBLEM_TEXTS[code as AmountProblem][language] : undefined;
}
