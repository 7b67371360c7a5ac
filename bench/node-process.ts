import { readFileSync } from "node:fs";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import type { ExecutorStart } from "#ledger/thread-messages";
import { startNode } from "../src/node.ts";

/** A node in a process of its own for the bench. Its argument names its order; it says one JSON line when it listens. */

export interface NodeOrder {
  readonly start: Omit<ExecutorStart, "logSeed" | "cosignSeed"> & {
    readonly logSeed: string;
    readonly cosignSeed: string;
  };
}

export interface NodeStarted {
  readonly url: string;
  readonly ref: string;
  readonly clockOffsetMs: number;
  /** Milliseconds from the start of the process until it listened. */
  readonly startUpMs: number;
}

const order = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as NodeOrder;
const start: ExecutorStart = {
  ...order.start,
  logSeed: Buffer.from(order.start.logSeed, "hex"),
  cosignSeed: Buffer.from(order.start.cosignSeed, "hex"),
};
const node = await startNode({
  ledgers: [start],
  nodeName: "bench",
  logger: pino({ level: "error" }),
  limits: DEFAULT_LIMITS,
});
const url = await node.api.listen({ host: "127.0.0.1", port: 0 });
const [service] = node.services.values();
if (service === undefined) throw new Error("the bench node has no ledger");
const started: NodeStarted = {
  url,
  ref: service.ref,
  clockOffsetMs: service.now() - Date.now(),
  startUpMs: performance.now(),
};
process.stdout.write(`${JSON.stringify(started)}\n`);
process.on("SIGTERM", () => void node.close().then(() => process.exit(0)));
