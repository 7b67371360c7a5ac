import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

/** Most of what a block needs is garbage after it: a larger nursery lets it die there instead of being copied about. */
const YOUNG_GENERATION_MB = 256;

/** The threads of this program: each has a composition root of its own beside this file. */
export type ThreadName = "executor-thread" | "verifier-thread" | "verify-thread" | "replay-thread" | "press-thread";

/** Starts a thread from the built program or, where the sources run as they are, from its source. */
export function startThread(name: ThreadName, data: unknown): Worker {
  // The threads keep every core busy themselves: helpers of the collector would mostly wait for each other beside them.
  setFlagsFromString("--no-parallel-scavenge");
  const here = import.meta.url;
  const options = { workerData: data, name, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } };
  if (!here.endsWith(".ts")) return new Worker(new URL(`./${name}.mjs`, here), options);
  // Node.js 20 does not hand a TypeScript loader on to threads: the thread registers it by itself.
  const source = JSON.stringify(new URL(`./${name}.ts`, here).href);
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const program = `import(${loader}).then((tsx) => { tsx.register(); return import(${source}); })`;
  return new Worker(program, { ...options, eval: true });
}
