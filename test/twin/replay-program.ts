import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Head } from "#ledger/service";
import type { ReplayInput } from "./replay-under-guard.ts";

/** How a replica differs from the others: none of it may matter. */
export interface Surroundings {
  /** Milliseconds by which its clock is wrong. */
  readonly offsetMs: number;
  /** Size of the stack of a thread of its own, in megabytes; on the main thread when left out. */
  readonly threadStackMb?: number;
}

/**
 * Executes ledgers under guard as an executor thread does and prints the head after every block. `node … <file> <json>`:
 * the file holds a list of `ReplayInput`, the argument is `Surroundings`.
 */
async function main(): Promise<void> {
  const [, , file = "", told = "{}"] = process.argv;
  const surroundings = JSON.parse(told) as Surroundings;
  if (surroundings.threadStackMb === undefined) {
    process.stdout.write(JSON.stringify(await replay(file, surroundings)));
    return;
  }
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const program = `import(${loader}).then((tsx) => { tsx.register(); return import(${JSON.stringify(import.meta.url)}); })`;
  const thread = new Worker(program, {
    eval: true,
    workerData: { file, surroundings },
    resourceLimits: { stackSizeMb: surroundings.threadStackMb },
  });
  thread.once("message", (heads) => process.stdout.write(JSON.stringify(heads)));
}

async function replay(file: string, { offsetMs }: Surroundings): Promise<readonly (readonly Head[])[]> {
  shiftClock(offsetMs);
  const { installGuard } = await import("#ledger/guard");
  const guard = installGuard();
  // After the guard, as the executor's thread does it.
  const { replayUnderGuard } = await import("./replay-under-guard.ts");
  const inputs = JSON.parse(readFileSync(file, "utf8")) as readonly ReplayInput[];
  return inputs.map((input) => replayUnderGuard(input, guard));
}

/** Lets every clock of JavaScript in this thread run ahead or behind. */
function shiftClock(offsetMs: number): void {
  const { now } = Date;
  const shifted = new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now() + offsetMs] : args, newTarget) as Date,
    get: (target, name) => (name === "now" ? () => now() + offsetMs : (Reflect.get(target, name) as unknown)),
  });
  Object.defineProperty(globalThis, "Date", { value: shifted, configurable: true, writable: true });
}

if (isMainThread) {
  await main();
} else {
  const { file, surroundings } = workerData as { file: string; surroundings: Surroundings };
  parentPort?.postMessage(await replay(file, surroundings));
}
