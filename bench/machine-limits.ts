import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyPairFromSeed, randomBytes, signEd25519, verifyEd25519 } from "#kernel/crypto";
import { openDatabase } from "#sqlite/database";

/** What this machine could do at best, measured in the same run as what it does. Seconds for one operation on one core. */
export interface MachineLimits {
  readonly signS: number;
  readonly verifyS: number;
  /** One transaction of five statements, 500 a commit, synchronous=FULL. */
  readonly fiveStatementWriteS: number;
  /** One commit of one row with its fsync. */
  readonly durableCommitS: number;
}

/** The five statements are those of a transfer between two accounts, with rows of the sizes that the ledger writes. */

/** Bytes that one transaction of the workload signs. */
const MESSAGE_BYTES = 420;
const BATCH = 500;

/** Measures the limits; takes about three seconds. */
export function measureLimits(): MachineLimits {
  const key = keyPairFromSeed(randomBytes(32));
  const message = randomBytes(MESSAGE_BYTES);
  const signature = signEd25519(key.secretKey, message);
  return {
    signS: secondsEach(20_000, () => signEd25519(key.secretKey, message)),
    verifyS: secondsEach(10_000, () => verifyEd25519(key.publicKey, message, signature)),
    ...measureWrites(),
  };
}

/** Transactions a second that sign, verify and write alone would allow on this many cores. */
export function limitPerSecond(limits: MachineLimits, cores: number): number {
  return cores / (limits.signS + limits.verifyS + limits.fiveStatementWriteS);
}

/** Transactions a second that verify and write alone would allow: what `verify` is measured against. */
export function replayLimitPerSecond(limits: MachineLimits, cores: number): number {
  return cores / (limits.verifyS + limits.fiveStatementWriteS);
}

function measureWrites(): Pick<MachineLimits, "fiveStatementWriteS" | "durableCommitS"> {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-limits-"));
  const database = openDatabase(join(folder, "limits.db"));
  database.exec("CREATE TABLE leaves (position INTEGER PRIMARY KEY, leaf TEXT NOT NULL, effects TEXT NOT NULL)");
  database.exec("CREATE TABLE ids (id TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID");
  database.exec("CREATE TABLE accounts (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID");
  database.exec("CREATE TABLE postings (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID");
  const statements = [
    database.prepare("INSERT INTO leaves VALUES (?, ?, ?)"),
    database.prepare("INSERT INTO ids VALUES (?, ?)"),
    database.prepare("INSERT OR REPLACE INTO accounts VALUES (?, ?)"),
    database.prepare("INSERT OR REPLACE INTO accounts VALUES (?, ?)"),
    database.prepare("INSERT INTO postings VALUES (?, ?)"),
  ] as const;
  const text = (size: number): string => "x".repeat(size);
  const [leaf, effects, account, posting] = [text(450), text(450), text(180), text(250)];
  let position = 0;
  const write = (): void => {
    position++;
    const id = position.toString(16).padStart(16, "0").padEnd(80, "f");
    statements[0].run(position, leaf, effects);
    statements[1].run(id, position);
    statements[2].run(`points:person-${position % 1_000}`, account);
    statements[3].run(`points:person-${(position * 7) % 1_000}`, account);
    statements[4].run(`posting_${id.slice(0, 32)}`, posting);
  };
  const batch = database.transaction(() => {
    for (let i = 0; i < BATCH; i++) write();
  });
  const fiveStatementWriteS = secondsEach(40, batch) / BATCH;
  const durableCommitS = secondsEach(200, write);
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return { fiveStatementWriteS, durableCommitS };
}

function secondsEach(times: number, run: () => unknown): number {
  for (let i = 0; i < times / 10; i++) run();
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) run();
  return Number(process.hrtime.bigint() - start) / 1e9 / times;
}
