import { posix } from "node:path";
import { codeTextOf } from "./code-text.ts";
import { lineAt, type SourceFile } from "./source-file.ts";

/** One import or re-export, static, dynamic or of types only. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** The file it means, relative to the project folder; undefined for packages and Node.js. */
  readonly target: string | undefined;
}

const BEFORE_SPECIFIER = /\b(?:from|import)\s*\(?\s*["'`]/g;

/** The imports of a file. They are found in code alone, so that one in a comment or a string does not count. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...codeTextOf(text).code.matchAll(BEFORE_SPECIFIER)].map((match) => {
    const start = match.index + match[0].length;
    const specifier = text.slice(start, text.indexOf(match[0].slice(-1), start));
    return { specifier, line: lineAt(text, match.index), target: targetOf(path, specifier) };
  });
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  // package.json maps #ring/name to src/ring/name.ts.
  if (specifier.startsWith("#")) return `src/${specifier.slice(1)}.ts`;
  return undefined;
}
