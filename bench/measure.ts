import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { limitPerSecond, type MachineLimits, measureLimits, replayLimitPerSecond } from "./machine-limits.ts";
import { type BenchNode, cpuSecondsOf, memoryOf, runLoad, runVerify } from "./processes.ts";
import type { Spread, Workload } from "./workload.ts";

/** One measured run of load. */
export interface Throughput {
  readonly perSecond: number;
  /** Share of the machine's own limit, measured just before and after. */
  readonly ratio: number;
  /** Processor microseconds a transaction: client and node. */
  readonly clientCpuUs: number;
  readonly nodeCpuUs: number;
}

export const CORES = availableParallelism();

/** Sends `count` transfers as fast as they are answered. Throws when one of them was not done. */
export async function measureThroughput(
  workload: Workload,
  node: BenchNode,
  spread: Spread,
  count: number,
): Promise<Throughput> {
  const before = measureLimits();
  const cpu = cpuSecondsOf(node.pid);
  const report = await runLoad(workload.order(node, spread, count));
  const nodeCpuS = cpuSecondsOf(node.pid) - cpu;
  if (report.done !== count) throw new Error(`${report.otherwise} transfers were not done: ${report.firstOther}`);
  const perSecond = count / report.seconds;
  return {
    perSecond,
    ratio: perSecond / limitPerSecond(meanOf(before, measureLimits()), CORES),
    clientCpuUs: (report.cpuS / count) * 1e6,
    nodeCpuUs: (nodeCpuS / count) * 1e6,
  };
}

/** Transactions a second when each is a request of its own: what a node full of people and small programs sees. */
export async function measureSingles(workload: Workload, node: BenchNode, count: number): Promise<number> {
  const report = await runLoad({ ...workload.order(node, "spread", count), batch: 1, connections: 64 });
  if (report.done !== count)
    throw new Error(`${report.otherwise} single transfers were not done: ${report.firstOther}`);
  return count / report.seconds;
}

/** Latency of single transactions at a rate, open loop, in milliseconds. */
export async function measureLatency(workload: Workload, node: BenchNode, ratePerSecond: number, seconds: number) {
  const order = {
    ...workload.order(node, "spread", Math.round(ratePerSecond * seconds)),
    batch: 1,
    connections: 256,
    ratePerSecond,
  };
  const { latenciesMs, done } = await runLoad(order);
  if (done !== order.count) throw new Error(`${order.count - done} single transfers were not done`);
  const at = (share: number): number =>
    latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? 0;
  return { ratePerSecond, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** Replays the whole ledger of a stopped node; `transactions` is how many it holds. */
export async function measureVerify(workload: Workload, transactions: number) {
  const before = measureLimits();
  const seconds = await runVerify(workload.verifyOrder());
  const perSecond = transactions / seconds;
  return { perSecond, ratio: perSecond / replayLimitPerSecond(meanOf(before, measureLimits()), CORES) };
}

/** Milliseconds to make one receipt over HTTP beside the proof itself, and bytes and memory of the node. */
export function measureSize(workload: Workload, node: BenchNode, transactions: number) {
  const { statePath } = workload.start;
  const walBytes = statSync(`${statePath}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return {
    bytesPerTransaction: (statSync(statePath).size + walBytes) / transactions,
    nodeMemoryMb: memoryOf(node.pid) / 1e6,
  };
}

function meanOf(a: MachineLimits, b: MachineLimits): MachineLimits {
  return {
    signS: (a.signS + b.signS) / 2,
    verifyS: (a.verifyS + b.verifyS) / 2,
    fiveStatementWriteS: (a.fiveStatementWriteS + b.fiveStatementWriteS) / 2,
    durableCommitS: (a.durableCommitS + b.durableCommitS) / 2,
  };
}
