import { strict as assert } from "node:assert";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { loadContracts } from "../../src/contracts-file.ts";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { FaultLedger } from "./fault-ledger.ts";
import { buildFaultPrograms, type FaultPrograms } from "./fault-programs.ts";
import { checkTree, readStoredLedger, type StoredLedger } from "./stored-ledger.ts";
import { integrityOf, verifyFiles } from "./verify-files.ts";

const BATCHES = 12;
const DAMAGES = 40;

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** Ends of the commits in a write-ahead log, in bytes (SQLite file format, section 4). */
function commitEnds(log: Buffer): readonly number[] {
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const ends: number[] = [];
  for (let at = LOG_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // The frame that ends a commit tells the size of the database after it.
    if (log.readUInt32BE(at + 4) > 0) ends.push(at + frameBytes);
  }
  return ends;
}

interface Damage {
  readonly name: string;
  /** First byte that is not as it was written; the length of the log when only something was added. */
  readonly at: number;
  readonly log: Buffer;
}

function damaged(log: Buffer, from: number, random: RandomNumbers): Damage {
  const at = random.between(from, log.length - 1);
  const changed = Buffer.from(log);
  switch (random.below(5)) {
    case 0:
      return { name: "cut", at, log: log.subarray(0, at) };
    case 1:
      changed[at] = (log[at] as number) ^ (1 << random.below(8));
      return { name: "flipped", at, log: changed };
    case 2:
      changed.fill(0, at);
      // Zeros over zeros are no damage.
      return { name: "zeroed", at: changed.findIndex((byte, i) => byte !== log[i]), log: changed };
    case 3:
      return { name: "followed by half a commit", at: log.length, log: Buffer.concat([log, log.subarray(from, at)]) };
    default:
      return { name: "followed by noise", at: log.length, log: Buffer.concat([log, noise(random)]) };
  }
}

function noise(random: RandomNumbers): Buffer {
  return Buffer.from(Array.from({ length: random.between(1, 20_000) }, () => random.below(256)));
}

/**
 * What a write-ahead log leaves that ends in a torn or changed write. Bytes that were synced do not change by themselves on
 * a disk that keeps its word, so nothing is promised for what stands behind the first changed byte, except that it is not
 * half there.
 */
describe("a damaged write-ahead log", () => {
  let programs: FaultPrograms;
  let ledger: FaultLedger;
  let whole: StoredLedger;
  let log: Buffer;

  before(async () => {
    programs = await buildFaultPrograms();
    const random = new RandomNumbers(1);
    ledger = new FaultLedger(programs, random);
    const opened = await ledger.open();
    for (let i = 0; i < BATCHES; i++) await opened.load.sendBatch(random.between(1, 12));
    await opened.kill();
    log = readFileSync(`${ledger.order.start.statePath}-wal`);
    whole = readStoredLedger(ledger.order.start.statePath);
  });
  after(() => {
    ledger.remove();
    programs.remove();
  });

  /** Opens the database with a damaged log in a folder of its own. */
  async function withLog(damage: Damage, check: (path: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(ledger.folder, "torn-"));
    const path = join(folder, "test.db");
    copyFileSync(ledger.order.start.statePath, path);
    writeFileSync(`${path}-wal`, damage.log);
    await check(path);
    rmSync(folder, { recursive: true });
  }

  test("opens to all commits before the damage and to nothing of those behind it", async (t) => {
    const random = new RandomNumbers(randomSeed(t).seed);
    const { genesis, contractsPath } = ledger.order.start;
    const contracts = await loadContracts(contractsPath, genesis.scenarios);
    const ends = commitEnds(log);
    const height = whole.checkpoints.length - 1;
    const genesisEnd = ends[ends.length - 1 - height] as number;
    assert.ok(height >= BATCHES && genesisEnd > LOG_HEADER_BYTES, "every block has a commit of its own");
    const seen = new Set<string>();
    for (let i = 0; i < DAMAGES; i++) {
      const damage = damaged(log, genesisEnd, random);
      if (damage.at < 0) continue;
      await withLog(damage, async (path) => {
        const lost = ends.filter((end) => end > damage.at).length;
        const stored = readStoredLedger(path);
        const what = `${damage.name} at ${damage.at} of ${log.length}`;
        assert.equal(stored.checkpoints.length - 1, height - lost, what);
        assert.deepEqual(stored.leaves, whole.leaves.slice(0, stored.leaves.length), what);
        checkTree(stored, genesis);
        assert.equal(integrityOf(path), "ok", what);
        const verdict = await verifyFiles(path, genesis, contracts);
        assert.ok(verdict.ok, `${what}: ${JSON.stringify(verdict)}`);
        seen.add(`${damage.name} ${lost > 0}`);
      });
    }
    assert.ok(seen.size >= 5, [...seen].join(", "));
  });
});
