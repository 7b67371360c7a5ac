import { toHex } from "#kernel/bytes";
import { hmacSha256Of, sha256, sha256Hex } from "#kernel/crypto";
import { canonicalize, type Value } from "#kernel/json";
import { emptyRoot, leafHash, rootOf } from "#kernel/merkle";

/** Leaves: what everyone may see of a ledger. They say that something happened and nothing that can be guessed. */

export type Outcome = "done" | "rejected" | "fault";

export interface GenesisLeaf {
  readonly genesis: string;
  readonly height: 0;
  readonly kind: "genesis";
  readonly position: 0;
  readonly time: number;
}

export interface TransactionLeaf {
  /** SHA-256 of the canonical envelope. */
  readonly envelope: string;
  readonly height: number;
  readonly id: string;
  readonly kind: "transaction";
  readonly outcome: Outcome;
  readonly position: number;
  /** Salted hash of the result; the code of a rejection is part of the result. */
  readonly result: string;
  /** Root of the RFC 6962 tree over the salted hashes of the rows written. */
  readonly rows: string;
  readonly time: number;
}

export interface TimerLeaf {
  readonly height: number;
  readonly id: string;
  readonly kind: "timer";
  readonly outcome: Outcome;
  readonly position: number;
  readonly result: string;
  readonly rows: string;
  readonly time: number;
}

export interface BlockLeaf {
  /** SHA-256 of the block. */
  readonly block: string;
  readonly bundle: string;
  readonly height: number;
  readonly kind: "block";
  readonly position: number;
  /** Key id of the log key that signed the block. */
  readonly proposer: string;
  /** How many entries got no leaf, by reason; reasons that did not occur are left out. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly time: number;
}

export type Leaf = GenesisLeaf | TransactionLeaf | TimerLeaf | BlockLeaf;

/** Why an ordered entry gets no leaf and does not consume its id. */
export const SKIP_REASONS = [
  "malformed",
  "other_ledger",
  "unknown_key",
  "revoked_key",
  "bad_signature",
  "expired",
  "not_after_too_far",
  "cancelled",
  "duplicate",
  "timers_first",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Canonical text of a leaf; its UTF-8 is what the tree holds. */
export function leafText(leaf: Leaf): string {
  if (leaf.kind !== "transaction") return canonicalize(leaf as unknown as Value);
  // Most leaves are transactions. Their members are hashes, numbers and words, so they are written in order as they are.
  const { envelope, height, id, outcome, position, result, rows, time } = leaf;
  return `{"envelope":"${envelope}","height":${height},"id":"${id}","kind":"transaction","outcome":"${outcome}","position":${position},"result":"${result}","rows":"${rows}","time":${time}}`;
}

/** Gives the salt of a row, a result or a timer of one block. */
export type Salts = (kind: "row" | "result" | "timer", position: number, index: number) => string;

/** The salts of a block: HMACs under its own salt. One salt does not lead to another. */
export function saltsOf(blockSalt: Uint8Array): Salts {
  const mac = hmacSha256Of(blockSalt);
  return (kind, position, index) => mac(`["sanlian/salt/1","${kind}",${position},${index}]`);
}

/** One salt of a block. */
export function deriveSalt(blockSalt: Uint8Array, ...which: Parameters<Salts>): string {
  return saltsOf(blockSalt)(...which);
}

/** Salted hash of a result. */
export function resultHash(salt: string, result: Value): string {
  return resultTextHash(salt, canonicalize(result));
}

/** As `resultHash`, of the canonical text of a result. */
export function resultTextHash(salt: string, resultText: string): string {
  return sha256Hex(`["sanlian/result/1","${salt}",${resultText}]`);
}

/** Salted hash of a row: the bytes of one leaf of the rows tree. `rowText` is its canonical text or `null`. */
export function rowHash(salt: string, table: string, key: string, rowText: string): Uint8Array {
  return sha256(`["sanlian/row/1","${salt}","${table}","${key}",${rowText}]`);
}

/** Root of the rows tree: its entries are the row hashes, 32 bytes each, in the order of (table, key). */
export function rowsRoot(rowHashes: readonly Uint8Array[]): string {
  if (rowHashes.length === 0) return EMPTY_ROOT;
  return toHex(rootOf(rowHashes.map(leafHash)));
}

const EMPTY_ROOT = toHex(emptyRoot());

/**
 * Id of an object made while an entry executes: the position of the entry's leaf and a counter, so that ids sort in the
 * order in which they were made and never repeat, then a hash that nobody can choose or guess beforehand.
 */
export function objectId(prefix: string, position: number, seed: string, counter: number): string {
  const order = position.toString(16).padStart(12, "0") + counter.toString(16).padStart(4, "0");
  return `${prefix}_${order}${idHash(seed, counter).slice(0, 16)}`;
}

/** Id that stands in a public leaf, as those of timers: it sorts by time and does not lead to the entry that made it. */
export function publicId(prefix: string, time: number, seed: string, counter: number): string {
  return `${prefix}_${time.toString(16).padStart(12, "0")}${idHash(seed, counter).slice(0, 20)}`;
}

function idHash(seed: string, counter: number): string {
  return sha256Hex(`["sanlian/id/1","${seed}",${counter}]`);
}

/** RFC 6962 hash of a leaf's text. */
export function hashOfLeaf(text: string): Uint8Array {
  // RFC 6962 puts the byte 0x00 before the entry, which is what the character U+0000 is in UTF-8.
  return sha256(`\u0000${text}`);
}
