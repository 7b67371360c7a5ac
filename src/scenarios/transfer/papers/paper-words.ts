import type { PaperSetting } from "#kernel/paper";
import { wordOf } from "#kit/paper-text";
import en from "../text/en.json" with { type: "json" };
import zh from "../text/zh.json" with { type: "json" };

/** Texts of the scenario, for papers. */
export const WORDS = { zh, en } as const;

/** Words of the scenario for a code, such as those of routes. */
export function scenarioWord(
  group: "routes" | "kinds" | "parts" | "pricing" | "dayKinds",
  code: string,
  { lang }: PaperSetting,
): string {
  return wordOf(WORDS[lang][group], code);
}
