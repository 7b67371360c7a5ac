import type { JsonObject } from "#kernel/json";
import { foundText } from "../text/found-text.ts";
import type { Translate } from "../text/texts.ts";

/** Why the rules refused a command, in the words of its scenario; the code itself where it has none. */
export function refusalWords(
  text: Translate,
  command: string,
  { code, facts }: { readonly code: string; readonly facts: JsonObject },
): string {
  const key = `${command.split(".")[0]}:rejections.${code}`;
  const said = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
  return foundText(text, key) === undefined ? code : text(key, said);
}
