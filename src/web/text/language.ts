/** Languages of the interface: Chinese first, English complete. */
export type Language = "zh" | "en";
export const LANGUAGES: readonly Language[] = ["zh", "en"];

const KEPT = "sanlian.language";

/** The language chosen before, or the browser's where it is one of ours; Chinese otherwise. */
export function firstLanguage(storage: Storage, wanted: readonly string[]): Language {
  const kept = storage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  const first = wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === "zh" || tag === "en");
  return first === "en" ? "en" : "zh";
}

/** Remembers the choice on this device. */
export function keepLanguage(storage: Storage, language: Language): void {
  storage.setItem(KEPT, language);
}
