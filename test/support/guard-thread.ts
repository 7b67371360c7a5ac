import { parentPort, workerData } from "node:worker_threads";
import { installGuard, NotDeterministic } from "#ledger/guard";

/** What became of a piece of code: run as a contract, and run as any other code of the same thread. */
export interface Tried {
  readonly inside: "refused" | "failed" | "ran";
  readonly outside: "refused" | "failed" | "ran";
}

// Taken before the guard as a module of the host would, and run as a contract would.
const pieces = workerData as readonly string[];
const guard = installGuard();

function attempt(run: () => unknown): Tried["inside"] {
  try {
    run();
    return "ran";
  } catch (error) {
    return error instanceof NotDeterministic ? "refused" : "failed";
  }
}

const nodeCrypto = await import("node:crypto");
const tried = pieces.map((piece): Tried => {
  const run = new Function("nodeCrypto", `"use strict"; ${piece}`).bind(undefined, nodeCrypto) as () => unknown;
  return { inside: attempt(() => guard(run)), outside: attempt(run) };
});
parentPort?.postMessage(tried);
