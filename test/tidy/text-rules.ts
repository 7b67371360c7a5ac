import { codeTextOf } from "./code-text.ts";
import { type Finding, isTest, lineAt, type SourceFile } from "./source-file.ts";

const LANGUAGES = ["zh", "en"] as const;
const TEXT_FILE = /^(.*\/text)\/(zh|en)\.json$/;

/** Every `text/` folder has zh.json and en.json with the same keys and placeholders, and no text is empty. */
export function textsInBothLanguages(files: readonly SourceFile[]): Finding[] {
  const folders = new Set(files.flatMap(({ path }) => TEXT_FILE.exec(path)?.[1] ?? []));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return [...folders].flatMap((folder) => {
    const [chinese, english] = LANGUAGES.map((language) => flatTexts(texts.get(`${folder}/${language}.json`) ?? "{}"));
    if (chinese === undefined || english === undefined) return [];
    return [
      ...differences(`${folder}/zh.json`, chinese, english),
      ...differences(`${folder}/en.json`, english, chinese),
    ];
  });
}

function differences(path: string, own: Map<string, string>, other: Map<string, string>): Finding[] {
  const missing = [...other.keys()].filter((key) => !own.has(key)).map((key) => `${key} is missing`);
  const present = [...own].flatMap(([key, text]) => {
    if (text.trim() === "") return [`${key} is empty`];
    const names = placeholders(text);
    const wanted = placeholders(other.get(key) ?? text);
    return names === wanted
      ? []
      : [`${key} has the placeholders ${names || "none"}, the other language ${wanted || "none"}`];
  });
  return [...missing, ...present].map((message) => ({ path, line: 1, message }));
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g))].sort().join(" ");
}

function flatTexts(json: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === "object" && node !== null) {
      for (const [key, child] of Object.entries(node)) walk(child, path === "" ? key : `${path}.${key}`);
    } else {
      flat.set(path, typeof node === "string" ? node : "");
    }
  };
  walk(JSON.parse(json), "");
  return flat;
}

const REJECTIONS = /\brejections: \{/g;
const CODE = /(?:^|[{,])\s*(\w+):/g;

/** Every rejection that a contract declares is a snake_case fact, is returned somewhere, and is what some test expects. */
export function testedRejections(files: readonly SourceFile[]): Finding[] {
  const joined = (chosen: readonly SourceFile[]) => chosen.map(({ text }) => text).join("\n");
  const contracts = files.filter(({ path }) => /^(src\/(kit|scenarios)|examples)\/.*\.ts$/.test(path) && !isTest(path));
  const code = joined(contracts);
  const tests = joined(files.filter(({ path }) => isTest(path)));
  return contracts.flatMap(({ path, text }) =>
    declaredRejections(text).flatMap(({ name, line }) => {
      const message = rejectionProblem(name, code, tests);
      return message === undefined ? [] : [{ path, line, message: `${name} ${message}` }];
    }),
  );
}

function rejectionProblem(name: string, code: string, tests: string): string | undefined {
  if (!/^[a-z0-9]+(_[a-z0-9]+)+$/.test(name)) return "is not a snake_case fact";
  if (/^(invalid|bad|wrong)_/.test(name)) return "blames instead of naming the fact";
  if (!code.includes(`"${name}"`)) return "is declared and never returned";
  return tests.includes(`"${name}"`) ? undefined : "is expected by no test";
}

/** The keys of each `rejections: { … }` in a text, with their lines. */
function declaredRejections(text: string): { name: string; line: number }[] {
  const { code } = codeTextOf(text);
  return [...code.matchAll(REJECTIONS)].flatMap((match) => {
    const start = match.index + match[0].length;
    const body = code.slice(start, code.indexOf("}", start));
    return [...body.matchAll(CODE)].map((key) => ({ name: key[1] ?? "", line: lineAt(text, start + key.index + 1) }));
  });
}
