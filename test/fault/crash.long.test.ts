import { strict as assert } from "node:assert";
import { describe, type TestContext, test } from "node:test";
import { randomSeed } from "../support/random-seed.ts";
import { runCrashes } from "./crash-run.ts";
import { buildFaultPrograms, type Plant } from "./fault-programs.ts";

const KILLS_PER_LEDGER = 40;
const REPORT_EVERY = 50;

async function expectNothingLost(t: TestContext, kills: number, plant?: Plant): Promise<void> {
  const programs = await buildFaultPrograms(plant);
  t.after(() => programs.remove());
  const { seed } = randomSeed(t);
  const startedAt = performance.now();
  const onKill = (count: number) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (count % REPORT_EVERY === 0) process.stdout.write(`${count} of ${kills} kills, ${seconds} s, seed ${seed}\n`);
  };
  const report = await runCrashes({ programs, kills, killsPerLedger: KILLS_PER_LEDGER, seed, onKill });
  t.diagnostic(JSON.stringify(report));
  assert.equal(report.kills, kills);
  assert.ok(report.killsWhileOpening > 0, "some kills meet a node that opens its ledger");
  assert.ok(report.unansweredButRecorded > 0, "some kills fall between a commit and its answer");
  assert.ok(report.unanswered > report.unansweredButRecorded, "some kills fall before a commit");
}

/** A thousand kills in all. */
describe("a node killed again and again loses and doubles nothing that it acknowledged", () => {
  test("while it works", (t) => expectNothingLost(t, 800));
  test("while its write-ahead log is copied back every few blocks", (t) =>
    expectNothingLost(t, 200, "early-checkpoints"));
});
