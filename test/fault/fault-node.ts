import { once } from "node:events";
import { createInterface } from "node:readline";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import type { ExecutorStart } from "#ledger/thread-messages";
import { startNode } from "../../src/node.ts";

/**
 * A node in a process of its own for the fault tests. It loads its code, waits for its order, one line on standard input,
 * and answers with one line when it listens. The end of standard input ends it, so that no node outlives its test.
 */

export interface FaultNodeOrder {
  /** Seeds as hexadecimal. */
  readonly start: Omit<ExecutorStart, "logSeed" | "cosignSeed"> & {
    readonly logSeed: string;
    readonly cosignSeed: string;
  };
}

export interface FaultNodeStarted {
  readonly url: string;
  readonly pid: number;
  /** Ledger time minus the machine's, milliseconds. */
  readonly clockOffsetMs: number;
}

const lines = createInterface({ input: process.stdin });
lines.on("close", () => process.exit(1));
const [line] = (await once(lines, "line")) as [string];
const { start } = JSON.parse(line) as FaultNodeOrder;
const node = await startNode({
  ledgers: [{ ...start, logSeed: Buffer.from(start.logSeed, "hex"), cosignSeed: Buffer.from(start.cosignSeed, "hex") }],
  nodeName: "node.test",
  logger: pino({ level: "silent" }),
  limits: DEFAULT_LIMITS,
  verifiers: 1,
});
process.on("SIGTERM", () => void node.close().then(() => process.exit(0)));
const url = await node.api.listen({ host: "127.0.0.1", port: 0 });
const [service] = node.services.values();
const started: FaultNodeStarted = { url, pid: process.pid, clockOffsetMs: (service?.now() ?? 0) - Date.now() };
process.stdout.write(`${JSON.stringify(started)}\n`);
