import type { Translate } from "./texts.ts";

/** The text of a key; undefined when the language has none. For keys that are put together from names of a scenario. */
export function foundText(text: Translate, key: string): string | undefined {
  const found = text(key);
  return found === key || found === key.slice(key.indexOf(":") + 1) ? undefined : found;
}

/** The first of several keys that has a text. */
export function firstText(text: Translate, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = foundText(text, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
