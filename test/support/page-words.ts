import { readdirSync, readFileSync } from "node:fs";
import type { Texts } from "#kernel/scenario";

/** Languages of the pages. */
export const PAGE_LANGUAGES = ["zh", "en"] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

interface PageText {
  readonly chinese: string;
  /** The same text in the language of the pages. */
  readonly own: string;
}

const SCENARIOS = new URL("../../src/scenarios/", import.meta.url);
const WEB_TEXTS = new URL("../../src/web/text/", import.meta.url);
const FACT = /\{(\w+)\}/;
/** As `fillText` reads it. */
const PLACEHOLDER = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

/**
 * What stands on the pages in a language, found by how it reads in Chinese: a test names things once, as a clerk sees them. A
 * Chinese word that several texts share finds any of them, as it does on the Chinese page. A fact may be told, as in
 * `已导入 3 行`, or left open, as in `已导入 {count} 行`.
 */
export class PageWords {
  readonly language: PageLanguage;
  readonly #texts: readonly PageText[];
  readonly #patterns = new Map<string, string>();

  constructor(language: PageLanguage) {
    this.language = language;
    this.#texts = pageTexts(language);
  }

  /** Matches the whole of something that reads so; what may follow it is a pattern. */
  exactly(chinese: string, after = ""): RegExp {
    return new RegExp(`^${this.#pattern(chinese)}${after}$`);
  }

  /** Matches something that has this in it. */
  within(chinese: string): RegExp {
    return new RegExp(this.#pattern(chinese));
  }

  /** Matches the name of a field, with or without its notes. */
  label(chinese: string): RegExp {
    return this.exactly(chinese, `(\\s*${this.#pattern("可不填")}|\\s*${this.#pattern("可抹除")})*`);
  }

  /** @throws Error naming what no page says */
  #pattern(chinese: string): string {
    const pattern = this.#patterns.get(chinese) ?? this.#found(chinese);
    if (pattern === undefined) throw new Error(`No text of the pages reads "${chinese}" in Chinese.`);
    this.#patterns.set(chinese, pattern);
    return pattern;
  }

  /** The texts that read so; else those that do once they are completed with facts, of which the one that says most by itself. */
  #found(chinese: string): string | undefined {
    const plain = this.#texts.filter((text) => text.chinese === chinese);
    if (plain.length > 0) return oneOf(plain.map(({ own }) => this.#completed(own)));
    const completed = this.#texts.filter((text) => factsIn(text.chinese, chinese) !== undefined);
    const saysMost = Math.max(...completed.map((text) => text.chinese.length));
    const best = completed.filter((text) => text.chinese.length === saysMost);
    if (best.length === 0) return undefined;
    return oneOf(best.map((text) => this.#completed(text.own, factsIn(text.chinese, chinese))));
  }

  /**
   * A text with its facts: words are said in the language of the pages, names and figures stay, what is not told may be anything.
   * Where a language counts in one and many, either may stand.
   */
  #completed(text: string, facts: ReadonlyMap<string, string> = new Map()): string {
    let pattern = "";
    let from = 0;
    for (const { 0: whole, 1: name = "", 2: one, 3: many, index } of text.matchAll(PLACEHOLDER)) {
      pattern += literal(text.slice(from, index));
      from = index + whole.length;
      const fact = facts.get(name);
      if (one !== undefined && many !== undefined) pattern += oneOf([literal(one), literal(many)]);
      else pattern += fact === undefined ? ".+" : (this.#found(fact) ?? literal(fact));
    }
    return pattern + literal(text.slice(from));
  }
}

function pageTexts(language: PageLanguage): readonly PageText[] {
  const ofScenarios = readdirSync(SCENARIOS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = [WEB_TEXTS, ...ofScenarios.map(({ name }) => new URL(`${name}/text/`, SCENARIOS))];
  return folders.flatMap((folder) => {
    const own = new Map(textsIn(folder, language));
    return textsIn(folder, "zh").map(([key, chinese]) => ({ chinese, own: own.get(key) ?? chinese }));
  });
}

function textsIn(folder: URL, language: PageLanguage): (readonly [key: string, text: string])[] {
  return flattened(JSON.parse(readFileSync(new URL(`${language}.json`, folder), "utf8")) as Texts);
}

function flattened(texts: Texts, above = ""): (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "string" ? [[above + name, text] as const] : flattened(text, `${above}${name}.`),
  );
}

/** Facts with which a text reads like this; undefined when it never does. */
function factsIn(text: string, completed: string): ReadonlyMap<string, string> | undefined {
  const parts = text.split(FACT);
  const names = parts.filter((_, at) => at % 2 === 1);
  const words = parts.filter((_, at) => at % 2 === 0);
  // What consists of facts alone reads like anything.
  if (names.length === 0 || !words.some((word) => /\p{L}/u.test(word))) return undefined;
  const values = new RegExp(`^${words.map(literal).join("(.+?)")}$`).exec(completed)?.slice(1);
  return values === undefined ? undefined : new Map(names.map((name, at) => [name, values[at] ?? ""]));
}

function oneOf(patterns: readonly string[]): string {
  return `(?:${[...new Set(patterns)].join("|")})`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
