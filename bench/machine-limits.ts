import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyPairFromSeed, randomBytes, signEd25519, verifyEd25519 } from "#kernel/crypto";
import { openState } from "#sqlite/sqlite-state";
import { points } from "../examples/points/scenario.ts";

/** What this machine could do at best, measured in the same run as what it does. Seconds for one operation on one core. */
export interface MachineLimits {
  readonly signS: number;
  readonly verifyS: number;
  /** One transaction of five statements, 500 a commit, synchronous=FULL. */
  readonly fiveStatementWriteS: number;
  /** One commit of one row with its fsync. */
  readonly durableCommitS: number;
}

/**
 * The five statements are those that the ledger itself runs for a transfer: leaf, id, two accounts, posting, on the same tables
 * with rows of the same sizes.
 */

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
  const tables = points.tables;
  const [accounts, postings] = ["points_accounts", "points_postings"].map((name) =>
    tables.find((table) => table.name === name),
  );
  if (accounts === undefined || postings === undefined) throw new Error("the points example has accounts and postings");
  const state = openState(join(folder, "limits.db"), tables);
  const text = (size: number): string => "x".repeat(size);
  const [leaf, effects] = [text(450), text(900)];
  let position = 0;
  const write = (): void => {
    position++;
    const id = position.toString(16).padStart(16, "0").padEnd(80, "f");
    // Two statements: the leaf, and the index of its id.
    state.putLeaf({ position, id, leaf, effects });
    for (const number of [position % 1_000, (position * 7) % 1_000])
      state.putRow(accounts, `points:${number}:wallet`, accountText(number));
    state.putRow(postings, `posting_${id.slice(0, 32)}`, text(420));
  };
  const batch = (): void => state.commit(() => repeat(BATCH, write));
  const fiveStatementWriteS = secondsEach(40, batch) / BATCH;
  const durableCommitS = secondsEach(200, () => state.commit(write));
  state.close();
  rmSync(folder, { recursive: true, force: true });
  return { fiveStatementWriteS, durableCommitS };
}

/** An account row of the size and shape that the ledger writes, so that its index is kept too. */
function accountText(number: number): string {
  const owner = `person_${number.toString(16).padStart(32, "0")}`;
  const last = `posting_${"0".repeat(32)}`;
  return `{"asset":"points","balance":"1000000","held":"0","id":"points:${owner}:wallet","kind":"own","lastPosting":"${last}","ownerId":"${owner}"}`;
}

function repeat(times: number, run: () => void): void {
  for (let i = 0; i < times; i++) run();
}

function secondsEach(times: number, run: () => unknown): number {
  for (let i = 0; i < times / 10; i++) run();
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) run();
  return Number(process.hrtime.bigint() - start) / 1e9 / times;
}
