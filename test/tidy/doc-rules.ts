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

/** Code blocks become blanks of the same length. */
function withoutCode(text: string): string {
  return text.replace(FENCED, (block) => block.replace(/[^\n]/g, " "));
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
