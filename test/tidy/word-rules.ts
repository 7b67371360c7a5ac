import { patternRule } from "./pattern-rule.ts";
import { isCode } from "./source-file.ts";

/** Unfinished work belongs into an issue, where somebody sees it. */
export const noLeftovers = patternRule({ covers: () => true, part: "text" }, [
  // The brackets keep this pattern from finding itself.
  { pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/g, message: "write an issue instead" },
]);

/** The project is the same on every machine and says nothing of whose machine wrote it. */
export const noMachinePlaces = patternRule({ covers: () => true, part: "text" }, [
  { pattern: /(?<![\w.])\/(?:wor[k]|hom[e]|roo[t]|User[s])\/\w*/g, message: "no path of a machine" },
  { pattern: /\b(?:Clau[d]e|Anthropi[c]|ChatGP[T]|OpenA[I]|Copilo[t])\b/gi, message: "no such word here" },
]);

const SPEAKS = /^(src\/cli|scripts|bench|bin|examples)\//;

/** Only programs speak to the console; the rest returns or throws, and the node logs. */
export const noConsole = patternRule(
  { covers: (path) => isCode(path) && !SPEAKS.test(path), except: { "test/run.ts": /./ } },
  [{ pattern: /\bconsole\.\w+/g, message: "return or throw instead; logs are the node's" }],
);

/** The compiler is never silenced without a word: `@ts-expect-error` says why on its line. */
export const noSilencing = patternRule({ covers: isCode, part: "comments" }, [
  { pattern: /@ts-(?:nocheck|ignore)\b.*/g, message: "use @ts-expect-error with a reason" },
  { pattern: /@ts-expect-error\W*$/gm, message: "say why on the same line" },
]);

/** Documents name a function or a section: a line number is wrong after the next change. */
export const noLineReferences = patternRule({ covers: (path) => path.endsWith(".md"), part: "text" }, [
  { pattern: /[\w-]+\.(?:ts|mjs|md|json):\d+/g, message: "name the function or section instead of the line" },
]);
