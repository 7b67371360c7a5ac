import { codeTextOf } from "./code-text.ts";
import { patternRule } from "./pattern-rule.ts";
import { type Finding, isCode, isTest, lineAt, type SourceFile } from "./source-file.ts";

function isShipped(path: string): boolean {
  return path.startsWith("src/") && isCode(path) && !isTest(path);
}

/** Nothing at the top of a module changes: tests share one process, and a node serves many ledgers. */
export const noModuleState = patternRule({ covers: isShipped }, [
  { pattern: /^(?:export )?(?:let|var) .*/gm, message: "state belongs to an object that its owner passes around" },
  {
    // A read-only type says that nothing is ever put in: an empty default.
    pattern:
      /^(?:export )?const \w+(?:: (?:(?:Map|Set|WeakMap|WeakSet|Array|Record)<[^=]*|(?!readonly )\w+\[\]))? = (?:new (?:Map|Set|WeakMap|WeakSet|Array)(?:<.*>)?\(\)|\[\]|\{\});/gm,
    message: "an empty collection at the top can only be state",
  },
]);

const EXPORTED_FUNCTION =
  /^export (?:abstract )?(?:async )?(?:(?:function\*?|class) (\w+)|const (\w+)(?:: [^=]+)? = (?:async )?(?:<[^\n]*>)?\((?:[^()]|\([^()]*\))*\)(?:: [^=\n]+)? =>)/gm;

/** Every exported function and class makes a promise in a doc comment. Of overloads the first one does. */
export function documentedExports(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, text }) => {
    if (!isDocumented(path)) return [];
    const documented = new Set<string>();
    return [...codeTextOf(text).code.matchAll(EXPORTED_FUNCTION)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? "";
      const isFirst = !documented.has(name);
      documented.add(name);
      if (!isFirst || /\*\/\s*(?:\/\/[^\n]*\s*)?$/.test(text.slice(0, match.index))) return [];
      return [{ path, line: lineAt(text, match.index), message: `${name} has no doc comment` }];
    });
  });
}

function isDocumented(path: string): boolean {
  return (
    (isShipped(path) || (/^(scripts|test|bench)\//.test(path) && isCode(path) && !isTest(path))) &&
    !/\.d\.m?ts$/.test(path)
  );
}
