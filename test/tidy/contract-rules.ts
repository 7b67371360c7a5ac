import { patternRule } from "./pattern-rule.ts";
import { isCode, isTest } from "./source-file.ts";

/** Code that every replica runs, or that is bundled with it: the same input must give the same bytes, today and in ten years. */
function isDeterministic(path: string): boolean {
  return (
    /^(src\/(kernel|kit|scenarios)|examples)\//.test(path) && isCode(path) && !isTest(path) && !/\/web\//.test(path)
  );
}

/** Code of the contracts themselves. */
function isContract(path: string): boolean {
  return isDeterministic(path) && !path.startsWith("src/kernel/");
}

/** No wall clock, no randomness, no locale, no machine. Time is the block's, ids are the runtime's. */
export const deterministic = patternRule(
  {
    covers: isDeterministic,
    except: {
      // Keys and nonces are made by clients with these files; contracts cannot reach them (see `noRandomImports`).
      "src/kernel/crypto.ts": /randomBytes/,
      "src/kernel/crypto-web.ts": /randomBytes|getRandomValues|globalThis\.crypto/,
    },
  },
  [
    {
      pattern: /\bDate\.now\b|\bnew Date\b|\bDate\(|\bperformance\.\w+/g,
      message: "the clock is the ledger's: use ctx.time",
    },
    { pattern: /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b|\brandomInt\b/g, message: "no randomness" },
    {
      pattern: /\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bnextTick\b/g,
      message: "deadlines are timers of the ledger",
    },
    {
      pattern: /\bIntl\b|\btoLocale\w+|\blocaleCompare\b|\bnormalize\(\)/g,
      message: "no locale: replicas have different ones",
    },
    { pattern: /\bprocess\.\w+|\bglobalThis\.(?!Buffer)\w+/g, message: "no machine" },
    {
      pattern: /\bWeakRef\b|\bFinalizationRegistry\b|\bSharedArrayBuffer\b|\bAtomics\b/g,
      message: "depends on the machine's moment",
    },
  ],
);

/** Contracts cannot get at the randomness that the kernel offers to clients. */
export const noRandomImports = patternRule({ covers: isContract }, [
  { pattern: /\brandomBytes\b/g, message: "ids and salts are the runtime's" },
]);

/** Money and quantities are bigint in the smallest unit; rates are basis points or exact rationals. */
export const noFloats = patternRule({ covers: isDeterministic }, [
  {
    pattern: /(?<![\w.$])\d[\d_]*\.\d+|(?<![\w$])\d[\d_]*e-\d+/g,
    message: "no fractions: use basis points or an exact rational",
  },
  { pattern: /\bparseFloat\b|\.toFixed\(|\.toPrecision\(/g, message: "no floating point" },
  {
    pattern: /[*/]\s*100(?![\d_n])/g,
    message: "yuan and fen are converted by the money functions of the kernel, in bigint",
  },
  {
    pattern: /\bNumber\([^()]*(?:[fF]en|[aA]mount|[pP]rice|[sS]hare|[bB]alance)\b[^()]*\)/g,
    message: "an amount stays a bigint",
  },
  { pattern: /\w*(?:Fen|[aA]mount|[pP]rice|[bB]alance)\??:\s*number\b/g, message: "an amount is a bigint" },
]);

/** Contracts are synchronous: an await would let another transaction in between. */
export const synchronous = patternRule({ covers: isContract }, [
  { pattern: /\basync\b|\bawait\b|\bPromise\b|\.then\(/g, message: "contracts are synchronous" },
]);

/** Contracts let errors pass: one that catches could hide a failing database, or a stack that is deeper on another thread. */
export const nothingCaught = patternRule({ covers: isContract }, [
  { pattern: /\bcatch\b|\bfinally\b/g, message: "let it pass: the runtime undoes the transaction" },
]);
