import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Head } from "#ledger/service";
import { points } from "../../examples/points/scenario.ts";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "../support/contract-harness.ts";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { tally } from "../support/tally-scenario.ts";
import { testId } from "../support/test-genesis.ts";
import { TransferLedger } from "../support/transfer-ledger.ts";
import type { Surroundings } from "./replay-program.ts";
import type { ReplayInput } from "./replay-under-guard.ts";

const PROGRAM = fileURLToPath(new URL("./replay-program.ts", import.meta.url));
const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const TEN_YEARS_MS = 315_532_800_000;

interface Replica {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly options: readonly string[];
  readonly surroundings: Surroundings;
}

const REPLICAS: readonly Replica[] = [
  {
    name: "Beijing, main thread",
    environment: { TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8" },
    options: [],
    surroundings: { offsetMs: 0 },
  },
  {
    name: "a quarter of an hour beside everyone, Turkish letters, ten years ahead, a deep stack, another hash seed",
    environment: { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    options: ["--stack-size=3900", "--hash-seed=42"],
    surroundings: { offsetMs: TEN_YEARS_MS },
  },
  {
    name: "a day behind, ten years ago, a thread of its own with a large stack",
    environment: { TZ: "Pacific/Pago_Pago", LANG: "C", LC_ALL: "C" },
    options: ["--hash-seed=7"],
    surroundings: { offsetMs: -TEN_YEARS_MS, threadStackMb: 32 },
  },
  {
    name: "summer time in the south, a thread of its own with a small stack",
    environment: { TZ: "Australia/Lord_Howe", LANG: "de_DE.UTF-8" },
    options: ["--stack-size=500"],
    surroundings: { offsetMs: 12_345, threadStackMb: 2 },
  },
];

/** The article's case and a licence, with everything that people do in between. */
function transferInput(): ReplayInput {
  const ledger = new TransferLedger();
  const equity = ledger.equity();
  ledger.stake(equity);
  ledger.approved(equity);
  const licence = ledger.licence();
  ledger.receipt(licence, 300_000_000n);
  ledger.cost(licence, 1_234_567n);
  const planId = ledger.approved(licence);
  ledger.paid(planId, "jia");
  ledger.act("void-deal", { dealId: licence, reason: "太晚" }, ["office", "metro"]);
  return { genesis: ledger.genesis, blocks: ledger.blocks };
}

/** Counters, points, timers, refusals and contracts that reach for what they must not. */
function randomInput(seed: number): ReplayInput {
  const random = new RandomNumbers(seed);
  const ledger = new ContractHarness({
    scenarios: [council, tally, points],
    people: {
      ada: { member: "centre", roles: ["administrator"] },
      ivo: { member: "centre", roles: ["points-issuer", "keeper"] },
      ann: { member: "works", roles: ["checker"] },
      ben: { member: "works", roles: [] },
    },
  });
  // Names that locales sort and change in different ways.
  const names = ["Ä", "z", "I", "ı", "İ", "😀", "～", "北京", "上海"];
  for (let i = 0; i < 120; i++) {
    const [name, as] = [random.pick(names), random.pick(["ada", "ivo", "ann", "ben"])];
    const personId = testId("person", random.pick(["ann", "ben"]));
    const at = ledger.time + random.below(500);
    const [command, args] = random.pick([
      ["tally.add-to-counter", { name, group: random.pick(names), amount: BigInt(random.between(1, 400)) }],
      ["tally.let-counter-expire", { name, at }],
      ["tally.misbehave", { how: random.pick(["throw", "clock", "chance", "promise", "negative", "flood"]), name }],
      ["points.issue-points", { personId, amount: 50n }],
      ["points.transfer-points", { personId, amount: 7n }],
      ["council.advance-clock", { to: at }],
    ] as const);
    ledger.run(command, args, { as, time: ledger.time + random.below(100) });
  }
  return { genesis: ledger.genesis, blocks: ledger.blocks };
}

async function headsOf(file: string, { environment, options, surroundings }: Replica): Promise<Head[][]> {
  const words = ["--import", "tsx", ...options, PROGRAM, file, JSON.stringify(surroundings)];
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: PROJECT, env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Head[][];
}

test("replicas in other places, languages, times, threads and stacks have the same root at every height", async (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "ledgers.json");
  const inputs = [transferInput(), randomInput(randomSeed(t).seed)];
  writeFileSync(file, JSON.stringify(inputs));
  const [first, ...others] = REPLICAS;
  assert(first !== undefined);
  const reference = await headsOf(file, first);
  assert.deepEqual(
    reference.map((heads) => heads.length),
    inputs.map(({ blocks }) => blocks.length),
  );
  for (const replica of others) {
    for (const [ledger, heads] of (await headsOf(file, replica)).entries()) {
      for (const [i, head] of heads.entries()) {
        assert.deepEqual(head, reference[ledger]?.[i], `${replica.name}: ledger ${ledger}, height ${i + 1}`);
      }
    }
  }
});

test("the surroundings of the replicas do differ", async () => {
  // What a contract may not use would give another answer on each of them: else the comparison would show nothing.
  const probe =
    "console.log([new Date(0).getHours(), 'i'.toLocaleUpperCase(), new Intl.NumberFormat().format(0.5)].join())";
  const answers = await Promise.all(
    REPLICAS.slice(0, 3).map(async ({ environment }) => {
      const env = { ...process.env, ...environment };
      return (await promisify(execFile)(process.execPath, ["-e", probe], { env })).stdout;
    }),
  );
  assert.equal(new Set(answers).size, answers.length, answers.join());
});
