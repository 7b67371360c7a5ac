import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadReport } from "./load-client.ts";
import type { NodeStarted } from "./node-process.ts";

/** Client and node each run in a process of their own, as they would in life. */

export interface BenchNode extends NodeStarted {
  readonly pid: number;
  /** Stops it gracefully and waits for its end. */
  stop(): Promise<void>;
  /** Ends it whatever it does; nothing happens when it has ended. */
  kill(): void;
}

/** Starts a node process and waits until it listens. The file holds a `NodeOrder`. */
export async function startBenchNode(orderPath: string): Promise<BenchNode> {
  const child = spawn(process.execPath, [program("node-process"), orderPath], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const started = JSON.parse(line.toString("utf8")) as NodeStarted;
  return {
    ...started,
    pid: child.pid as number,
    kill: () => child.kill("SIGKILL"),
    stop: async () => {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}

/** Runs a client process to its end. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const child = spawn(process.execPath, [program("load-client"), "--load-client"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(order));
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await once(child, "close");
  return JSON.parse(Buffer.concat(parts).toString("utf8")) as LoadReport;
}

/** User and system time of a process from /proc (proc(5), fields 14 and 15), in hundredths of a second. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process in bytes, from /proc. */
export function memoryOf(pid: number): number {
  const [, kibibytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) * 1024;
}

function program(name: string): string {
  return fileURLToPath(new URL(`../dist/bench/${name}.mjs`, import.meta.url));
}

/** Verifies the ledger of a stopped node in a process of its own; gives its seconds. Throws when it does not hold. */
export async function runVerify(orderPath: string): Promise<number> {
  const child = spawn(process.execPath, [program("verify-process"), orderPath], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await once(child, "close");
  const { seconds, verdict } = JSON.parse(Buffer.concat(parts).toString("utf8")) as {
    seconds: number;
    verdict: { ok: boolean };
  };
  if (!verdict.ok) throw new Error(`verify found: ${JSON.stringify(verdict)}`);
  return seconds;
}
