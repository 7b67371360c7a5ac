import { buildBench } from "./build.ts";
import { limitPerSecond, measureLimits } from "./machine-limits.ts";
import { CORES, measureLatency, measureSingles, measureSize, measureThroughput, measureVerify } from "./measure.ts";
import { measureProofMs } from "./proof-time.ts";
import { report } from "./report.ts";
import { makeWorkload } from "./workload.ts";

/**
 * `npm run bench`: what one node does on this machine, beside what the machine could do at best, measured in the same run.
 * `--json` prints JSON alone, `--quick` takes a tenth of the load (for a look, not for a figure).
 */

const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const count = isQuick ? 10_000 : 100_000;
const LATENCY_SECONDS = isQuick ? 3 : 15;

say("Building …");
await buildBench();
const workload = await makeWorkload();
let node = await workload.startNode();
try {
  await workload.prepare(node);
  say("Warming up …");
  await measureThroughput(workload, node, "spread", count / 2);
  say("Spread and hot accounts, in turn …");
  const spread = [await measureThroughput(workload, node, "spread", count)];
  const hot = [await measureThroughput(workload, node, "hot", count)];
  spread.push(await measureThroughput(workload, node, "spread", count));
  hot.push(await measureThroughput(workload, node, "hot", count));
  say("Single requests: most, then latency at half of it …");
  await measureSingles(workload, node, count / 10);
  const singlesPerSecond = await measureSingles(workload, node, count / 5);
  const latency = await measureLatency(workload, node, singlesPerSecond / 2, LATENCY_SECONDS);
  const transfers = count * 4.8 + Math.round(latency.ratePerSecond * LATENCY_SECONDS);
  const size = measureSize(workload, node, transfers);
  const head = (await (await fetch(`${node.url}/api/v1/ledgers/bench`)).json()) as {
    head: { size: number; root: string };
  };
  await node.stop();
  say("Starting again on what is there …");
  node = await workload.startNode();
  const startUpMs = node.startUpMs;
  await node.stop();
  const proofMs = measureProofMs(workload.start.statePath, head.head.size, head.head.root, 500);
  say("Verifying …");
  const verify = await measureVerify(workload, transfers);
  const limits = measureLimits();
  report(
    {
      cores: CORES,
      limits,
      limitPerSecond: limitPerSecond(limits, CORES),
      spread,
      hot,
      singlesPerSecond,
      latency,
      verify,
      proofMs,
      startUpMs,
      ...size,
    },
    isJson,
  );
} finally {
  node.kill();
  workload.remove();
}
