import { posix } from "node:path";
import { type Finding, lineAt, type SourceFile } from "./source-file.ts";

/** An introducing line and the code block after it: `[name](path):`, an empty line, and the block. */
const BLOCK = /(?:^([^\n]*)\n\n?)?^```(\w*)\n([\s\S]*?)^```$/gm;
const LINK = /\[[^\]]*\]\(([^)#\s]+)\)/;
const QUOTED_LANGUAGES = new Set(["ts", "json"]);

/**
 * Code in the guides for scenario authors is quoted from files that run, so it cannot rot: each block follows a line with a
 * link to its file and equals the file, or a part of it where the line starts with "From".
 */
export function quotedCode(files: readonly SourceFile[]): Finding[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files
    .filter(({ path }) => /^(docs\/scenario-authors|examples)\/.*\.md$/.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(BLOCK)].flatMap((match) => {
        const [, intro = "", language = "", code = ""] = match;
        if (!QUOTED_LANGUAGES.has(language)) return [];
        const message = quoteProblem(path, intro, code, texts);
        return message === undefined ? [] : [{ path, line: lineAt(text, match.index), message }];
      }),
    );
}

function quoteProblem(path: string, intro: string, code: string, texts: Map<string, string>): string | undefined {
  const target = LINK.exec(intro)?.[1];
  if (target === undefined) return "a code block follows a line that links to the file it is quoted from";
  const file = posix.join(posix.dirname(path), target);
  const text = texts.get(file);
  if (text === undefined) return `there is no ${file}`;
  if (!intro.startsWith("From ")) return text === code ? undefined : `the code is not that of ${file}`;
  return code !== "" && text.includes(code) ? undefined : `${file} has no such part`;
}
