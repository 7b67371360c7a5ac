import type { Scenario, Texts } from "#kernel/scenario";
import type { LedgerService } from "#ledger/service";
import type { Language } from "./language.ts";
import type { ProblemText } from "./problem-texts-en.ts";

/** Texts that scenarios bring with their definitions. */

/** The text at a path of keys; undefined when there is none. */
export function textAt(texts: Texts, path: readonly string[]): string | undefined {
  let at: string | Texts | undefined = texts;
  for (const key of path) {
    if (typeof at !== "object" || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return typeof at === "string" ? at : undefined;
}

/** Text of a rejection: of the command's own scenario first, for two scenarios may use one code. */
export function rejectionText(
  service: LedgerService,
  command: string | undefined,
  code: string,
  language: Language,
): ProblemText | undefined {
  const [own] = (command ?? "").split(".");
  const { scenarios } = service.contracts;
  const ordered = [...scenarios.filter(({ name }) => name === own), ...scenarios.filter(({ name }) => name !== own)];
  for (const scenario of ordered) {
    const title = titleOf(scenario, code, language);
    if (title !== undefined) return title;
  }
  return undefined;
}

function titleOf(scenario: Scenario, code: string, language: Language): ProblemText | undefined {
  const texts = scenario.texts[language];
  const text = textAt(texts, ["rejections", code]);
  if (text !== undefined) return { title: text, detail: text };
  const title = textAt(texts, ["rejections", code, "title"]);
  return title === undefined ? undefined : { title, detail: textAt(texts, ["rejections", code, "detail"]) ?? title };
}
