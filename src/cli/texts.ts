import type { CliLanguage } from "./language.ts";
import { en } from "./text/en.ts";
import type { Texts } from "./text/text-form.ts";
import { zh } from "./text/zh.ts";

/** The texts of a language. */
export function textsOf(language: CliLanguage): Texts {
  return language === "zh" ? zh : en;
}
