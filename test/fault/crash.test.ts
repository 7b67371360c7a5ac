import { strict as assert } from "node:assert";
import { test } from "node:test";
import { randomSeed } from "../support/random-seed.ts";
import { runCrashes } from "./crash-run.ts";
import { buildFaultPrograms } from "./fault-programs.ts";

const KILLS = 15;

test("a node killed under load loses and doubles nothing that it acknowledged", async (t) => {
  const programs = await buildFaultPrograms();
  t.after(() => programs.remove());
  const { seed } = randomSeed(t);
  const report = await runCrashes({ programs, kills: KILLS, killsPerLedger: KILLS, seed });
  assert.equal(report.kills, KILLS);
  assert.ok(report.submissions > 100, `there was load: ${JSON.stringify(report)}`);
});

test("the crash run finds a node that acknowledges before it commits", async (t) => {
  const programs = await buildFaultPrograms("late-commits");
  t.after(() => programs.remove());
  const { seed } = randomSeed(t);
  const crashes = runCrashes({ programs, kills: KILLS, killsPerLedger: KILLS, seed });
  await assert.rejects(crashes, /shorter than what was acknowledged|was answered differently before|executed again/);
});
