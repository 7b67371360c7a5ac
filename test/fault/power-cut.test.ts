import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { FaultLedger } from "./fault-ledger.ts";
import { buildFaultPrograms, type Plant } from "./fault-programs.ts";
import type { Sent } from "./history.ts";
import { NodeChild } from "./node-child.ts";
import { DISK_CALLS, Disk } from "./power-cut.ts";
import { checkTree, checkVault, readStoredLedger } from "./stored-ledger.ts";
import { readStraceLog, straceWords, type TracedCall } from "./strace.ts";

const BATCHES = 24;
const BATCH_MAX = 20;

/** Cuts the power after each acknowledgement, as far as the disk knows, and looks for what was acknowledged. */
async function cutAfterEachBatch(seed: number, plant?: Plant): Promise<void> {
  const programs = await buildFaultPrograms(plant);
  const random = new RandomNumbers(seed);
  const ledger = new FaultLedger(programs, random);
  const log = join(ledger.folder, "calls");
  const { statePath, vaultPath } = ledger.order.start;
  const files = [statePath, vaultPath].flatMap((path) => [path, `${path}-wal`]);
  const under = straceWords({ log, calls: DISK_CALLS, files, hasData: true });
  try {
    const answers = await acknowledgeBatches(ledger, NodeChild.spawn(programs, under), random, log);
    const calls = readStraceLog(log);
    const copiesBack = calls.some(({ file, name, endsAt }) => {
      return file === statePath && name === "pwrite64" && endsAt > (answers[0]?.at ?? 0);
    });
    assert.equal(copiesBack, plant === "early-checkpoints", "the log is copied back where the test wants it");
    const disk = new Disk();
    let next = 0;
    for (const { at, acknowledged } of answers) {
      for (; (calls[next]?.endsAt ?? Number.POSITIVE_INFINITY) <= at; next++) disk.follow(calls[next] as TracedCall);
      for (const tearing of [undefined, random]) {
        const after = mkdtempSync(join(ledger.folder, "after-"));
        disk.cutPower(after, tearing);
        checkWhatIsLeft(after, ledger, acknowledged);
        rmSync(after, { recursive: true });
      }
    }
  } finally {
    ledger.remove();
    programs.remove();
  }
}

interface Answered {
  /** Bytes of the log when the answer had come. */
  readonly at: number;
  readonly acknowledged: readonly Sent[];
}

async function acknowledgeBatches(
  ledger: FaultLedger,
  node: NodeChild,
  random: RandomNumbers,
  log: string,
): Promise<Answered[]> {
  const { load, kill } = await ledger.open(node);
  try {
    const answers: Answered[] = [];
    for (let i = 0; i < BATCHES; i++) {
      assert.ok((await load.sendBatch(random.between(1, BATCH_MAX))) !== undefined, "the batch is acknowledged");
      answers.push({ at: statSync(log).size, acknowledged: ledger.history.all });
    }
    return answers;
  } finally {
    await kill();
  }
}

function checkWhatIsLeft(folder: string, { order }: FaultLedger, acknowledged: readonly Sent[]): void {
  const { genesis, statePath, vaultPath } = order.start;
  const stored = readStoredLedger(join(folder, basename(statePath)));
  checkTree(stored, genesis);
  for (const { id, acknowledged: answer } of acknowledged) {
    const leaf = stored.leaves[answer?.position ?? 0]?.leaf;
    assert.ok(leaf?.kind === "transaction" && leaf.id === id, "acknowledged and lost");
  }
  checkVault(join(folder, basename(vaultPath)), acknowledged);
}

test("nothing acknowledged is lost when the power is cut", async (t) => {
  const { seed } = randomSeed(t);
  await cutAfterEachBatch(seed);
});

test("nothing acknowledged is lost when the power is cut while the log is copied back", async (t) => {
  const { seed } = randomSeed(t);
  await cutAfterEachBatch(seed, "early-checkpoints");
});

test("a power cut shows a node that syncs nothing", async (t) => {
  const { seed } = randomSeed(t);
  await assert.rejects(
    cutAfterEachBatch(seed, "unsynced-database"),
    /acknowledged and lost|no such table|not a database/,
  );
});
