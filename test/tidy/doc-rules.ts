import { posix } from "node:path";
import { type Finding, lineAt, type SourceFile } from "./source-file.ts";

const LINK = /\[[^\]\n]*\]\(([^)\s]+)\)/g;
const FENCED = /^```[\s\S]*?^```/gm;

/** Every relative link in a document leads to a file or folder of the project, and its anchor to a heading there. */
export function docLinks(files: readonly SourceFile[]): Finding[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  return files
    .filter(({ path }) => path.endsWith(".md"))
    .flatMap(({ path, text }) =>
      [...withoutCode(text).matchAll(LINK)].flatMap((match) => {
        const target = match[1] ?? "";
        const message = /^[a-z]+:/.test(target) ? undefined : linkProblem(path, target, texts, folders);
        return message === undefined ? [] : [{ path, line: lineAt(text, match.index), message }];
      }),
    );
}

function linkProblem(
  path: string,
  target: string,
  texts: Map<string, string>,
  folders: Set<string>,
): string | undefined {
  const [place = "", anchor] = target.split("#");
  const file = place === "" ? path : posix.join(posix.dirname(path), place).replace(/\/$/, "");
  if (file === "LICENSE") return undefined;
  const text = texts.get(file);
  if (text === undefined) return folders.has(file) ? undefined : `${target}: there is no ${file}`;
  if (anchor === undefined || headingsOf(text).has(anchor)) return undefined;
  return `${target}: there is no heading #${anchor}`;
}

/** Anchors as the common forges make them: lower case, punctuation dropped, blanks to hyphens. */
function headingsOf(text: string): Set<string> {
  const titles = [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1] ?? "");
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}

/** A note under `changes/` starts with the kind of change, so that a release can sort them. */
export function changeNotes(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path.startsWith("changes/") && path !== "changes/README.md")
    .filter(({ path, text }) => !path.endsWith(".md") || !/^(Added|Changed|Fixed|Removed): \S/.test(text))
    .map(({ path }) => ({ path, line: 1, message: "starts with Added:, Changed:, Fixed: or Removed:" }));
}

/**
 * A document in Chinese, `x.zh.md`, has a twin in English, `x.md`. Both have the same headings by
 * depth, the same commands and the same pictures, each in its own language, and link to one another at the top.
 */
export function languageTwins(files: readonly SourceFile[]): Finding[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files
    .filter(({ path }) => path.endsWith(".zh.md"))
    .flatMap(({ path, text }) => {
      const twin = path.replace(/\.zh\.md$/, ".md");
      const other = texts.get(twin);
      const messages = other === undefined ? [`there is no ${twin}`] : twinProblems(path, text, twin, other);
      return messages.map((message) => ({ path, line: 1, message }));
    });
}

const TWIN_PARTS: readonly (readonly [what: string, partsOf: (text: string) => readonly string[]])[] = [
  ["headings", (text) => [...withoutCode(text).matchAll(/^(#{1,6}) /gm)].map(([, marks = ""]) => marks)],
  ["commands", (text) => [...text.matchAll(FENCED)].flatMap(([block]) => commandsOf(block))],
  ["pictures", (text) => [...text.matchAll(/pictures\/(?:zh|en)\/([\w-]+)/g)].map(([, name = ""]) => name)],
];

function twinProblems(path: string, text: string, twin: string, other: string): string[] {
  const differences = TWIN_PARTS.flatMap(([what, partsOf]) => {
    const [own, others] = [partsOf(text), partsOf(other)];
    const at = own.findIndex((part, i) => part !== others[i]);
    if (at === -1 && own.length === others.length) return [];
    const first = at === -1 ? own.length : at;
    return [
      `${what} differ from ${twin}: ${own[first] ?? "nothing"} for ${others[first] ?? "nothing"}, the ${first + 1}. of them`,
    ];
  });
  if (!linksAtTop(text, posix.basename(twin))) differences.push(`does not link to ${twin} at its top`);
  if (!linksAtTop(other, posix.basename(path))) differences.push(`${twin} does not link to it at its top`);
  if (/pictures\/en\//.test(text)) differences.push("shows a picture in English");
  if (/pictures\/zh\//.test(other)) differences.push(`${twin} shows a picture in Chinese`);
  return differences;
}

/** Commands of a block for a shell, without what is said about them. */
function commandsOf(block: string): string[] {
  if (!block.startsWith("```sh\n")) return [];
  const lines = block.split("\n").slice(1, -1);
  return lines.map((line) => line.replace(/\s+#.*$/, "").replace(/<[^>]*>/g, "<…>")).filter((line) => line !== "");
}

function linksAtTop(text: string, file: string): boolean {
  return text.split("\n").slice(0, 4).join("\n").includes(`](${file})`);
}

/** Code blocks become blanks of the same length. */
function withoutCode(text: string): string {
  return text.replace(FENCED, (block) => block.replace(/[^\n]/g, " "));
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
