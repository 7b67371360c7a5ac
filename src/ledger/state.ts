import type { Table } from "#kernel/table";

/** The port State: where a node keeps one ledger. `src/sqlite` implements it. Everything is synchronous and ordered. */

/** A row as it is stored: its key and its canonical text. */
export interface StoredRow {
  readonly key: string;
  readonly text: string;
}

/** Rows in the total order of the index's columns and then the key. */
export interface Scan {
  /** Columns of the index; none scans by key. */
  readonly columns: readonly string[];
  /** Values of the first columns. */
  readonly equals: readonly ColumnValue[];
  /** Values of the remaining columns and the key of the row to start after. */
  readonly after: readonly ColumnValue[] | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

export type ColumnValue = string | number | bigint;

export interface StoredLeaf {
  readonly position: number;
  /** Transaction or timer id; undefined for genesis and blocks. */
  readonly id: string | undefined;
  /** Canonical text: the entry of the tree. */
  readonly leaf: string;
  /** Result and rows written, as canonical text; empty for genesis and blocks. Never public. */
  readonly effects: string;
}

export interface StoredBlock {
  readonly height: number;
  /** Canonical text of the block. */
  readonly raw: string;
  /** Number of leaves after this block. */
  readonly size: number;
}

/** Reading side, also for connections that only read. */
export interface StateReader {
  /** Runs with one and the same state throughout, whatever the writer commits meanwhile. */
  snapshot<T>(run: () => T): T;
  meta(name: string): string | undefined;
  lastBlock(): StoredBlock | undefined;
  block(height: number): StoredBlock | undefined;
  leaf(position: number): StoredLeaf | undefined;
  leaves(from: number, limit: number): readonly StoredLeaf[];
  position(id: string): number | undefined;
  tile(level: number, index: number): Uint8Array | undefined;
  /** Signed checkpoint of exactly this size, or the latest. */
  checkpoint(size?: number): string | undefined;
  row(table: Table, key: string): string | undefined;
  scan(table: Table, scan: Scan): readonly StoredRow[];
  /** How many of each it holds: `verify` looks for what should not be there. */
  counts(): StateCounts;
  /** What is wrong with how it is stored, such as an index that does not lead to its rows; undefined when nothing is. */
  damage(): string | undefined;
  close(): void;
}

export interface StateCounts {
  readonly blocks: number;
  readonly leaves: number;
  readonly ids: number;
  readonly tiles: number;
  readonly checkpoints: number;
}

/** Writing side: one connection, one thread. */
export interface State extends StateReader {
  /** Runs and commits durably, or rolls back and throws. Nothing may be acknowledged before it returns. */
  commit(run: () => void): void;
  putMeta(name: string, value: string): void;
  putBlock(block: StoredBlock): void;
  putLeaf(leaf: StoredLeaf): void;
  putTile(level: number, index: number, hashes: Uint8Array): void;
  putCheckpoint(size: number, note: string): void;
  /** Writes rows; text undefined deletes. */
  putRow(table: Table, key: string, text: string | undefined): void;
}

/** The store failed: the disk, the file or the database engine. The node stops; such an error never becomes a leaf. */
export class StateFailure extends Error {
  constructor(cause: unknown) {
    super("the ledger's database failed", { cause });
  }
}
