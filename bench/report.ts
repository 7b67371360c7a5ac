import type { MachineLimits } from "./machine-limits.ts";
import type { Throughput } from "./measure.ts";

/** Everything that `npm run bench` measures. */
export interface BenchResult {
  readonly cores: number;
  readonly limits: MachineLimits;
  readonly limitPerSecond: number;
  readonly spread: readonly Throughput[];
  readonly hot: readonly Throughput[];
  /** Each transaction a request of its own, as many as are answered. */
  readonly singlesPerSecond: number;
  readonly latency: {
    readonly ratePerSecond: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
  };
  readonly verify: { readonly perSecond: number; readonly ratio: number };
  readonly proofMs: number;
  readonly startUpMs: number;
  readonly bytesPerTransaction: number;
  readonly nodeMemoryMb: number;
}

/** Prints a result: as JSON on standard output, or as a table. */
export function report(result: BenchResult, isJson: boolean): void {
  const ratio = mean(result.spread.map((run) => run.ratio));
  const hotToSpread = mean(result.hot.map((run) => run.ratio)) / ratio;
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ ratio, hotToSpread, ...result }, undefined, 2)}\n`);
    return;
  }
  const { limits, latency, verify } = result;
  const us = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;
  const lines: readonly (readonly [what: string, value: string, wanted: string])[] = [
    [
      "machine: sign, verify, five statements",
      [limits.signS, limits.verifyS, limits.fiveStatementWriteS].map(us).join(", "),
      "",
    ],
    [`machine: limit on ${result.cores} cores`, `${result.limitPerSecond.toFixed(0)} /s`, ""],
    ["end to end, spread accounts", result.spread.map((run) => `${run.perSecond.toFixed(0)} /s`).join(", "), ""],
    ["ratio to the limit", ratio.toFixed(3), "≥ 0.40"],
    ["hot account to spread accounts", hotToSpread.toFixed(3), "≥ 0.90"],
    [
      "processor time, client + node",
      result.spread.map((run) => `${run.clientCpuUs.toFixed(0)} + ${run.nodeCpuUs.toFixed(0)} µs`).join(", "),
      "",
    ],
    ["single requests", `${result.singlesPerSecond.toFixed(0)} /s`, ""],
    [
      `latency at ${latency.ratePerSecond.toFixed(0)} /s`,
      `p50 ${latency.p50Ms.toFixed(1)} ms, p99 ${latency.p99Ms.toFixed(1)} ms`,
      "p99 < 50 ms",
    ],
    ["verify", `${verify.perSecond.toFixed(0)} /s`, ""],
    ["verify to its limit", verify.ratio.toFixed(3), "≥ 0.50"],
    ["inclusion proof", `${result.proofMs.toFixed(3)} ms`, "< 1 ms"],
    ["start-up on this ledger", `${result.startUpMs.toFixed(0)} ms`, ""],
    ["bytes a transaction", result.bytesPerTransaction.toFixed(0), ""],
    ["memory of the node", `${result.nodeMemoryMb.toFixed(0)} MB`, ""],
  ];
  const width = Math.max(...lines.map(([what]) => what.length));
  process.stdout.write(
    lines
      .map(([what, value, wanted]) => `${what.padEnd(width)}  ${value}${wanted === "" ? "" : `   (${wanted})`}\n`)
      .join(""),
  );
}

/** The mean of some figures. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
