import { randomInt } from "node:crypto";
import type { TestContext } from "node:test";
import fc from "fast-check";

/** fast-check parameters with a seed that the report prints: that of the whole run, else SEED=…, else a random one. */
export function randomSeed(t: TestContext, numRuns = 100): { seed: number; numRuns: number } {
  const seed = fc.readConfigureGlobal().seed ?? Number(process.env["SEED"] ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed}`);
  return { seed, numRuns };
}
