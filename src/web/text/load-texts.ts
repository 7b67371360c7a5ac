import type { Texts } from "#kernel/scenario";
import type { Language } from "./language.ts";
import type { Namespaces } from "./texts.ts";

/** Loads texts of a language: only the language one reads comes over the line. */
export type LoadTexts = (language: Language) => Promise<Texts>;

/** Texts of the interface itself. */
export const loadWebTexts: LoadTexts = async (language) =>
  language === "zh"
    ? (await import("./zh.json", { with: { type: "json" } })).default
    : (await import("./en.json", { with: { type: "json" } })).default;

/** Loads the texts of the interface and of every scenario that has pages. */
export async function loadTexts(
  language: Language,
  scenarios: Readonly<Record<string, LoadTexts>>,
): Promise<Namespaces> {
  const all = Object.entries({ web: loadWebTexts, ...scenarios });
  return Object.fromEntries(await Promise.all(all.map(async ([name, load]) => [name, await load(language)] as const)));
}
