import { cpus, loadavg } from "node:os";
import { LargePlan } from "../test/support/large-plan.ts";

/**
 * `npm run bench:plan`: a plan for 200 people with 40 instalments, computed, explained and written by the contract into a
 * ledger in memory, where the harness checks after each transaction that nothing was lost. Fails when all instalments
 * together take longer than promised. `--json` prints JSON alone.
 */

const PEOPLE = 200;
const INSTALMENTS = 40;
const LIMIT_MS = 2_000;

const plan = new LargePlan({ people: PEOPLE, instalments: INSTALMENTS });
for (let i = 0; i < INSTALMENTS; i++) plan.instalment();
const { propose, split, explain, announce, approve } = plan.times;
const planned = propose + split + explain;
const figures = { people: PEOPLE, instalments: INSTALMENTS, planned, propose, split, explain, announce, approve };
if (process.argv.includes("--json")) console.log(JSON.stringify(figures));
else {
  console.log(
    `${PEOPLE} people, ${INSTALMENTS} instalments, on ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [what, ms] of [
    ["proposed by the office", propose],
    ["split by the leader, a line for everybody", split],
    ["shown with every line and its reasons", explain],
    [`computed, explained and written (limit ${LIMIT_MS} ms)`, planned],
    ["published, for comparison", announce],
    ["approved by three offices, each line owed, for comparison", approve],
  ] as const) {
    console.log(`${what.padEnd(58)} ${ms.toFixed(0).padStart(6)} ms`);
  }
}
if (planned > LIMIT_MS) process.exitCode = 1;
