import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { randomSeed } from "../support/random-seed.ts";
import { checkRun, type Summary } from "./check-run.ts";
import { Simulation } from "./simulation.ts";

/** Things that people and machines do in a run. */
const ACTIONS = 150;
/** Runs beside the replayed ones; `SIM_RUNS=1000` for a night. */
const RUNS = Number(process.env["SIM_RUNS"] ?? 12);

const SEEDS = readFileSync(new URL("./seeds.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\d+$/.test(line))
  .map(Number);

async function run(seed: number): Promise<Summary> {
  try {
    const simulation = new Simulation(seed);
    await simulation.run(ACTIONS);
    return checkRun(simulation);
  } catch (error) {
    throw new Error(`the run of seed ${seed} failed: add it to test/sim/seeds.txt, and it is replayed`, {
      cause: error,
    });
  }
}

test("three nodes on one replicated log agree on every root, whatever becomes of messages and nodes", async (t) => {
  const { seed } = randomSeed(t);
  const runs: Summary[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await run(seed + i));
  const sum = (of: (run: Summary) => number): number => runs.reduce((all, each) => all + of(each), 0);
  t.diagnostic(`${runs.length} runs from seed ${seed}: ${sum(({ height }) => height)} blocks`);
  // A run without bad weather would show nothing.
  assert.ok(sum(({ crashes }) => crashes) > 0);
  assert.ok(sum(({ timers }) => timers) > 0);
  assert.ok(sum(({ appends }) => appends.lost) > 0);
  assert.ok(sum(({ appends }) => appends.unknownInEffect) > 0 && sum(({ appends }) => appends.unknownInVain) > 0);
  for (const reason of ["duplicate", "malformed"]) assert.ok(sum(({ skipped }) => skipped[reason] ?? 0) > 0, reason);
});

for (const seed of new Set(SEEDS)) {
  test(`the run of seed ${seed}, which once showed something, passes`, async () => {
    const { height } = await run(seed);
    assert.ok(height > 0);
  });
}

test("one seed gives one run, to the last byte", async () => {
  assert.deepEqual(await run(7), await run(7));
});

test("a value in the log that is no block stops every node at its height with the reason, and acknowledges nothing", async () => {
  // Nodes cannot yet agree to step over such a value: that takes the consent of the other cosigners.
  const simulation = new Simulation(3);
  const { log, nodes, agenda } = simulation;
  agenda.later(1_500, () => log.values.push('{"entries":[],"envelope":"of nobody"}'));
  await simulation.run(ACTIONS);
  const height = log.values.findIndex((value) => value.includes("of nobody")) + 1;
  assert.ok(height > 0 && log.values.length === height, "nothing was appended behind it");
  for (const node of nodes) {
    assert.equal(node.failure?.message, `the log holds no block at height ${height}: malformed_block`);
    assert.equal(node.state.lastBlock()?.height, height - 1);
  }
  const leaf = nodes[0]?.state.lastBlock()?.size ?? 0;
  for (const { answers } of simulation.sent) {
    for (const answer of answers) assert.ok(answer.status !== "recorded" || answer.position < leaf);
  }
});
