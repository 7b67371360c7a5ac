import { codeTextOf } from "./code-text.ts";
import { patternRule } from "./pattern-rule.ts";
import { type Finding, isTest, lineAt, type SourceFile } from "./source-file.ts";

/** No test is switched off by hand. A test that needs what a machine may lack says so: `{ skip: condition && "reason" }`. */
export const noSwitchedOffTests = patternRule({ covers: isTest }, [
  {
    pattern: /\b(?:test|it|describe|suite)\.(?:skip|only|todo)\b|\bx(?:it|test|describe)\(/g,
    message: "no test is switched off or singled out",
  },
  { pattern: /\b(?:skip|only|todo): true\b/g, message: "no test is switched off or singled out" },
  { pattern: /\bt\.(?:skip|todo)\(\)/g, message: "give the reason" },
]);

/** No test waits for a time: it waits for what it needs, or sets the clock. */
export const noSleeps = patternRule({ covers: isTest }, [
  { pattern: /new Promise(?:<\w+>)?\(\(?\w+\)? => setTimeout\(/g, message: "wait for an event, or set the clock" },
  { pattern: /\bsleep\(/g, message: "wait for an event, or set the clock" },
]);

/** A rejection that nobody awaits is a test that cannot fail. */
export const awaitedAssertions = patternRule({ covers: isTest }, [
  {
    pattern: /(?<!\bawait |\breturn |=> )\bassert\.(?:rejects|doesNotReject)\(/g,
    message: "await it, or the test cannot fail",
  },
]);

const TITLE = /\b(?:test|it)\(\s*(["'`])/g;

/** A test's title is a sentence in the present tense: no "should", no number. */
export function testTitles(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => isTest(file.path))
    .flatMap(({ path, text }) =>
      [...codeTextOf(text).code.matchAll(TITLE)].flatMap((match) => {
        const start = match.index + match[0].length;
        const title = text.slice(start, text.indexOf(match[1] ?? "", start));
        const message = titleProblem(title);
        return message === undefined
          ? []
          : [{ path, line: lineAt(text, match.index), message: `"${title}" ${message}` }];
      }),
    );
}

function titleProblem(title: string): string | undefined {
  if (/\bshould\b/i.test(title)) return 'says "should": say what is';
  if (/^\W*(?:test|case)?\W*\d*\W*$/i.test(title)) return "says nothing";
  if (/^#?\d+[.:)]/.test(title)) return "is numbered";
  return undefined;
}

/** Every test file asserts something. */
export function assertingTests(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(
      ({ path, text }) =>
        isTest(path) && !/\bassert\b|\btestRule\(|\bfc\.assert\b|\bexpect\w*\(/.test(codeTextOf(text).code),
    )
    .map(({ path }) => ({ path, line: 1, message: "asserts nothing" }));
}
