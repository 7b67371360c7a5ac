import { strict as assert } from "node:assert";
import { test } from "node:test";
import { randomSeed } from "../support/random-seed.ts";
import { runCrashes } from "./crash-run.ts";
import { buildFaultPrograms } from "./fault-programs.ts";

const KILLS = 1_000;
const KILLS_PER_LEDGER = 40;
const REPORT_EVERY = 50;

test("a node killed a thousand times loses and doubles nothing that it acknowledged", async (t) => {
  const programs = await buildFaultPrograms();
  t.after(() => programs.remove());
  const { seed } = randomSeed(t);
  const startedAt = performance.now();
  const onKill = (kills: number) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (kills % REPORT_EVERY === 0) process.stdout.write(`${kills} of ${KILLS} kills, ${seconds} s, seed ${seed}\n`);
  };
  const report = await runCrashes({ programs, kills: KILLS, killsPerLedger: KILLS_PER_LEDGER, seed, onKill });
  t.diagnostic(JSON.stringify(report));
  assert.equal(report.kills, KILLS);
  assert.ok(report.killsWhileOpening > 0, "some kills meet a node that opens its ledger");
  assert.ok(report.unansweredButRecorded > 0, "some kills fall between a commit and its answer");
  assert.ok(report.unanswered > report.unansweredButRecorded, "some kills fall before a commit");
});
