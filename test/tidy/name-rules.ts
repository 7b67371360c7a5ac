import { codeTextOf } from "./code-text.ts";
import { patternRule } from "./pattern-rule.ts";
import { type Finding, isCode, isTest, lineAt, type SourceFile } from "./source-file.ts";

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that readers of any repository look for. */
const CUSTOMARY = /^(README(\.zh)?|LICENSE|CONTRIBUTING|CHANGELOG)(\.md)?$/;
/** Names that say nothing of what is inside, so everything ends up there. */
const EMPTY_NAME = /(^|-)(utils?|helpers?|common|misc|manager)$|^(base|types)$/;

/** Files and folders are kebab-case and are named after what they hold. */
export function fileNames(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path }) =>
    path.split("/").flatMap((part) => {
      const message = nameProblem(part);
      return message === undefined ? [] : [{ path, line: 1, message }];
    }),
  );
}

function nameProblem(part: string): string | undefined {
  if (!KEBAB.test(part) && !CUSTOMARY.test(part)) return `"${part}" is not kebab-case`;
  const stem = part.split(".")[0] ?? "";
  return EMPTY_NAME.test(stem) ? `"${part}" says nothing of what it holds: name it after its main export` : undefined;
}

/**
 * A command or query file, its export and its wire name share one stem: `open-cases.ts`, `openCases`, `transfer.open-cases`.
 * `openCasesQuery` is fine too, for a table often has the plain noun.
 */
export function oneStem(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, text }) => {
    const [, scenario, stem] =
      /^(?:src\/scenarios|examples)\/([^/]+)\/(?:commands|queries)\/([^/]+)\.ts$/.exec(path) ?? [];
    if (scenario === undefined || stem === undefined || isTest(path)) return [];
    const camel = stem.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const findings: Finding[] = [];
    if (!new RegExp(`^export const ${camel}(Query)?\\b`, "m").test(codeTextOf(text).code)) {
      findings.push({ path, line: 1, message: `exports no const ${camel}` });
    }
    if (!text.includes(`name: "${scenario}.${stem}"`)) {
      findings.push({ path, line: 1, message: `has no name: "${scenario}.${stem}"` });
    }
    return findings;
  });
}

/** Names are whole words; `id`, `tx`, `ctx`, `db` and `url` are the only short ones. */
export const wholeWords = patternRule({ covers: isCode }, [
  {
    pattern:
      /\b(?:const|let|function|class|interface|type)\s+(?:req|res|msg|err|cfg|mgr|btn|idx|len|tmp|str|num|val|arr|obj|fn|cb|acc|cur|prev|evt|pkg|param|params|opts|buf|sig|addr|cnt|conf|ts)\b/g,
    message: "write the whole word",
  },
]);

/** A span of time says its unit: `timeoutMs`, `noticeDays`. */
export const unitsLast = patternRule({ covers: isCode }, [
  {
    pattern:
      /\b\w*(?:timeout|delay|duration|interval|latency|Timeout|Delay|Duration|Interval|Latency)\??:\s*(?:number|bigint)\b/g,
    message: "put the unit last, as in timeoutMs",
  },
]);

const DECLARATION =
  /^export (?:async )?(?:function\*? (\w+)|const (\w+)[^=;]*= (?:async )?(?:\([^)]*\)|\w+)(?:: [^=]+)? =>)/gm;
/** A question or a verb in the third person; `equal` and `verify` have yes or no as their customary answer. */
const VERDICT = /^(?:[a-z]+s|may|must|can|equal|verify)(?=[A-Z0-9]|$)/;

/** A function whose result is a plain boolean is named as a question: `isRejected`, `hasRole`. */
export function booleansAsk(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, text }) => {
    if (!isCode(path)) return [];
    const { code } = codeTextOf(text);
    return [...code.matchAll(DECLARATION)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? "";
      const signature = code.slice(match.index, code.indexOf("{\n", match.index));
      if (!/\): boolean\s*$/.test(signature) || VERDICT.test(name)) return [];
      return [
        {
          path,
          line: lineAt(code, match.index),
          message: `${name} answers yes or no: name it is…, has…, may… or must…`,
        },
      ];
    });
  });
}
