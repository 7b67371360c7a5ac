import { buildBench } from "./build.ts";
import { measureThroughput, type Throughput } from "./measure.ts";
import { mean } from "./report.ts";
import { makeWorkload } from "./workload.ts";

/** `npm run bench:long`: whether the speed stays as the ledger grows: at 1,000,000 transactions against at 100,000. */

const STEP = 50_000;
const EARLY = 100_000;
const LATE = 1_000_000;

await buildBench();
const workload = await makeWorkload();
const node = await workload.startNode();
try {
  await workload.prepare(node);
  const runs: (Throughput & { readonly at: number })[] = [];
  for (let at = STEP; at <= LATE; at += STEP) {
    const run = { at, ...(await measureThroughput(workload, node, "spread", STEP)) };
    runs.push(run);
    process.stderr.write(
      `${at}: ${run.perSecond.toFixed(0)} /s, ratio ${run.ratio.toFixed(3)}, ${(run.clientCpuUs + run.nodeCpuUs).toFixed(0)} µs\n`,
    );
  }
  await node.stop();
  // Two steps on each side: one figure of a noisy machine says little.
  const around = (at: number): number =>
    mean(runs.filter((run) => Math.abs(run.at - at) <= STEP).map((run) => run.ratio));
  const lateToEarly = around(LATE) / around(EARLY);
  process.stdout.write(
    `${JSON.stringify({ lateToEarly, wanted: 0.9, early: around(EARLY), late: around(LATE), runs }, undefined, 2)}\n`,
  );
} finally {
  node.kill();
  workload.remove();
}
