import { strict as assert } from "node:assert";
import { join } from "node:path";
import { test } from "node:test";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { FaultLedger } from "./fault-ledger.ts";
import { buildFaultPrograms, type FaultPrograms, type Plant } from "./fault-programs.ts";
import { NodeChild } from "./node-child.ts";
import { readStraceLog, straceWords } from "./strace.ts";

const BATCHES = 40;
const BATCH_MAX = 12;

interface Counted {
  readonly batches: number;
  /** Acknowledged batches before which the ledger, or the vault of a personal value, was not synced. */
  readonly unsynced: number;
}

/** Lets one batch after the other be acknowledged and looks for syncs of the files before each answer. */
async function countUnsynced(programs: FaultPrograms, seed: number): Promise<Counted> {
  const random = new RandomNumbers(seed);
  const ledger = new FaultLedger(programs, random);
  const log = join(ledger.folder, "calls");
  const { statePath, vaultPath } = ledger.order.start;
  const syncs = (path: string) =>
    readStraceLog(log).filter(({ file, result }) => file.startsWith(path) && result === 0).length;
  const opened = await ledger.open(NodeChild.spawn(programs, straceWords({ log, calls: ["fsync", "fdatasync"] })));
  try {
    let unsynced = 0;
    for (let i = 0; i < BATCHES; i++) {
      const [state, vault] = [syncs(statePath), syncs(vaultPath)];
      const heightBefore = Math.max(0, ...ledger.history.all.map(({ acknowledged }) => acknowledged?.height ?? 0));
      const sent = await opened.load.sendBatch(random.between(1, BATCH_MAX));
      assert.ok(sent !== undefined, "the batch is acknowledged");
      // One that was sent again has its value in the vault already.
      const isPersonal = sent.some(
        ({ call, acknowledged }) => call.kind === "person" && (acknowledged?.height ?? 0) > heightBefore,
      );
      if (syncs(statePath) === state || (isPersonal && syncs(vaultPath) === vault)) unsynced++;
    }
    const heights = new Set(ledger.history.all.map(({ acknowledged }) => acknowledged?.height));
    assert.ok(heights.size >= BATCHES, "each batch has a block of its own");
    return { batches: BATCHES, unsynced };
  } finally {
    await opened.kill();
    ledger.remove();
  }
}

async function withPrograms<T>(plant: Plant | undefined, run: (programs: FaultPrograms) => Promise<T>): Promise<T> {
  const programs = await buildFaultPrograms(plant);
  try {
    return await run(programs);
  } finally {
    programs.remove();
  }
}

test("every acknowledged batch is synced before its answer", async (t) => {
  const { seed } = randomSeed(t);
  const { unsynced } = await withPrograms(undefined, (programs) => countUnsynced(programs, seed));
  assert.equal(unsynced, 0);
});

test("the count finds a node that syncs nothing", async (t) => {
  const { seed } = randomSeed(t);
  const { batches, unsynced } = await withPrograms("unsynced-database", (programs) => countUnsynced(programs, seed));
  assert.equal(unsynced, batches);
});

test("a node refuses to start when SQLite does not confirm synchronous", async () => {
  await withPrograms("unsafe-database", async (programs) => {
    const ledger = new FaultLedger(programs, new RandomNumbers(0));
    await assert.rejects(ledger.open(), /SQLite reports synchronous = 1, but nothing acknowledged is safe/);
    ledger.remove();
  });
});
