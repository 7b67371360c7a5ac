/** Chinese or English, for everything that people read. */
export type CliLanguage = "zh" | "en";

export const CLI_LANGUAGES: readonly CliLanguage[] = ["zh", "en"];

/** `--lang` decides, then SANLIAN_LANG, then the locale of the terminal; Chinese where that names neither language. */
export function languageFrom(words: readonly string[], env: NodeJS.ProcessEnv): CliLanguage {
  const option = optionValue(words, "--lang");
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  for (const wanted of [option, env["SANLIAN_LANG"], locale]) {
    const language = CLI_LANGUAGES.find((known) => wanted?.toLowerCase().startsWith(known));
    if (language !== undefined) return language;
  }
  return "zh";
}

function optionValue(words: readonly string[], name: string): string | undefined {
  const own = words.slice(0, words.includes("--") ? words.indexOf("--") : words.length);
  const at = own.indexOf(name);
  return at === -1 ? own.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) : own[at + 1];
}
