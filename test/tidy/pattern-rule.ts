import { codeTextOf } from "./code-text.ts";
import { type Finding, isCode, lineAt, type Rule } from "./source-file.ts";

/** A pattern that must not stand in the code (or comments, or whole text) of some files, and what to write instead. */
export interface Ban {
  /** Global regular expression. */
  readonly pattern: RegExp;
  readonly message: string;
}

export interface PatternScope {
  /** Which files the bans are for. */
  readonly covers: (path: string) => boolean;
  /** What is searched: code without comments and strings, comments alone, or the text as it stands. Default: code. */
  readonly part?: "code" | "comments" | "text";
  /** Exceptions by path: those that the pattern's match names are fine there. */
  readonly except?: Readonly<Record<string, RegExp>>;
}

/** A rule made of banned patterns. */
export function patternRule(scope: PatternScope, bans: readonly Ban[]): Rule {
  return (files) =>
    files.flatMap(({ path, text }) => {
      if (!scope.covers(path)) return [];
      const part = partOf(text, path, scope.part ?? "code");
      return bans.flatMap((ban) => findingsOf(path, part, ban, scope.except?.[path]));
    });
}

function partOf(text: string, path: string, part: "code" | "comments" | "text"): string {
  return part === "text" || !isCode(path) ? text : codeTextOf(text)[part];
}

function findingsOf(path: string, part: string, ban: Ban, except: RegExp | undefined): Finding[] {
  return [...part.matchAll(ban.pattern)]
    .filter((match) => except === undefined || !except.test(match[0]))
    .map((match) => ({ path, line: lineAt(part, match.index), message: `${match[0].trim()}: ${ban.message}` }));
}
