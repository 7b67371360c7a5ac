import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadReport } from "./load-client.ts";
import type { NodeOrder, NodeStarted } from "./node-process.ts";

/** Client and node each run in a process of their own, as they would in life. */

export interface BenchNode extends NodeStarted {
  readonly pid: number;
  /** Processor seconds that the process and its threads have used. */
  cpuS(): number;
  /** Stops it gracefully and waits for its end. */
  stop(): Promise<void>;
}

/** Starts a node process and waits until it listens. */
export async function startBenchNode(order: NodeOrder): Promise<BenchNode> {
  const child = spawn(
    process.execPath,
    [
      ...(process.env["BENCH_NODE_ARGS"]?.split(" ") ?? []),
      "--import",
      "tsx",
      path("node-process.ts"),
      JSON.stringify(order),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const started = JSON.parse(line.toString("utf8")) as NodeStarted;
  return {
    ...started,
    pid: child.pid as number,
    cpuS: () => cpuSecondsOf(child.pid as number),
    stop: async () => {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}

/** Runs a client process to its end. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const child = spawn(process.execPath, ["--import", "tsx", path("load-client.ts"), "--load-client"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(order));
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await once(child, "close");
  return JSON.parse(Buffer.concat(parts).toString("utf8")) as LoadReport;
}

/** User and system time of a process from /proc (proc(5), fields 14 and 15), in hundredths of a second. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
