import { strict as assert } from "node:assert";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { FaultLedger, type OpenLedger } from "./fault-ledger.ts";
import { buildFaultPrograms, type FaultPrograms } from "./fault-programs.ts";
import { NodeChild } from "./node-child.ts";
import { openHead } from "./stored-ledger.ts";
import { readStraceLog, type StraceOptions, straceWords } from "./strace.ts";

interface Disk {
  readonly calls: readonly string[];
  readonly error: "EIO" | "ENOSPC";
  /** Which file of the ledger fails, and the call of a thread from which on it does. */
  readonly file: "state" | "vault";
  readonly from: (random: RandomNumbers) => number;
}

/** Works on a disk that begins to fail, and checks what the node says then and what the disk holds afterwards. */
async function workOn(programs: FaultPrograms, disk: Disk, seed: number): Promise<void> {
  const random = new RandomNumbers(seed);
  const ledger = new FaultLedger(programs, random);
  try {
    const options = failing(ledger, disk, disk.from(random));
    const opened = await ledger.open(NodeChild.spawn(programs, straceWords(options)));
    try {
      await opened.load.run();
      const hits = readStraceLog(options.log).filter(({ wasInjected }) => wasInjected).length;
      assert.ok(hits > 0, "the disk fails");
      assert.ok(ledger.history.positionMax > 0, "something is acknowledged before");
      await checkStopped(ledger, opened);
    } finally {
      await opened.kill();
    }
    await ledger.checkWhole();
  } finally {
    ledger.remove();
  }
}

function failing(ledger: FaultLedger, { calls, error, file }: Disk, from: number): StraceOptions {
  const path = file === "state" ? ledger.order.start.statePath : ledger.order.start.vaultPath;
  const log = join(ledger.folder, "calls");
  return { log, calls, failing: { error, from }, files: [path, `${path}-wal`] };
}

/** Nothing more is acknowledged, and everybody can see why; what was acknowledged can still be read. */
async function checkStopped(ledger: FaultLedger, { client, load }: OpenLedger): Promise<void> {
  const status = async (path: string) => (await client.get(path))?.status;
  assert.ok(load.stoppedAnswers > 0, "who waits learns that the ledger has stopped");
  const answers = load.stoppedAnswers;
  for (const size of [1, 5]) assert.equal(await load.sendBatch(size), undefined);
  assert.equal(load.stoppedAnswers, answers + 2);
  assert.equal(await status("/readyz"), 503);
  assert.equal(await status("/healthz"), 200);
  const checkpoint = await client.get("/ledgers/test/checkpoint");
  const head = openHead(String(checkpoint?.body), ledger.order.start.genesis);
  assert.ok(head.size > ledger.history.positionMax, "what was acknowledged is still served");
  assert.equal(await status(`/api/v1/ledgers/test/leaves?from=${ledger.history.positionMax}`), 200);
  assert.equal(await status("/ledgers/test/tile/0/000.p/1"), 200);
}

const SYNCS = ["fsync", "fdatasync"];
const WRITES = ["write", "pwrite64", "pwritev"];

describe("a failing disk", () => {
  let programs: FaultPrograms;
  before(async () => {
    programs = await buildFaultPrograms();
  });
  after(() => programs.remove());

  test("a ledger whose disk cannot sync acknowledges nothing more and loses nothing", async (t) => {
    const { seed } = randomSeed(t);
    await workOn(
      programs,
      { calls: SYNCS, error: "EIO", file: "state", from: (random) => random.between(40, 80) },
      seed,
    );
  });

  test("a ledger whose disk is full acknowledges nothing more, goes on serving, and loses nothing", async (t) => {
    const { seed } = randomSeed(t);
    await workOn(
      programs,
      { calls: WRITES, error: "ENOSPC", file: "state", from: (random) => random.between(200, 900) },
      seed,
    );
  });

  test("a ledger whose vault cannot be synced acknowledges nothing more", async (t) => {
    const { seed } = randomSeed(t);
    await workOn(
      programs,
      { calls: SYNCS, error: "EIO", file: "vault", from: (random) => random.between(10, 20) },
      seed,
    );
  });

  test("a ledger whose vault is full acknowledges nothing more", async (t) => {
    const { seed } = randomSeed(t);
    await workOn(
      programs,
      { calls: WRITES, error: "ENOSPC", file: "vault", from: (random) => random.between(40, 80) },
      seed,
    );
  });

  test("a node that cannot sync its first block does not start", async () => {
    const ledger = new FaultLedger(programs, new RandomNumbers(0));
    const disk: Disk = { calls: SYNCS, error: "EIO", file: "state", from: () => 1 };
    const node = NodeChild.spawn(programs, straceWords(failing(ledger, disk, 1)));
    await assert.rejects(ledger.open(node), /disk I\/O error/);
    ledger.remove();
  });
});
