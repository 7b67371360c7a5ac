import { randomInt } from "node:crypto";
import type { TestContext } from "node:test";

/** fast-check parameters with a seed that the report prints; SEED=… repeats a run. */
export function randomSeed(t: TestContext, numRuns = 100): { seed: number; numRuns: number } {
  const seed = Number(process.env["SEED"] ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed}`);
  return { seed, numRuns };
}
