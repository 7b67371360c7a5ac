import type { LedgerBlock } from "./explored-block.ts";

/**
 * The port ExplorerIndex: what a node keeps beside a ledger to find things in it quickly. It is no part of the ledger: it
 * is made from it, may lag behind it, and can be thrown away.
 */

/** Which leaves are wanted. */
export interface LeafFilter {
  readonly kind?: string;
  readonly outcome?: string;
}

/** One block as the index keeps it. */
export interface IndexedBlock {
  readonly block: LedgerBlock;
  readonly leaves: readonly { readonly position: number; readonly kind: string; readonly outcome: string }[];
  readonly signed: readonly SignedEntry[];
  readonly found: readonly FoundRow[];
  readonly named: readonly NamedDocument[];
}

/** Who has signed what. */
export interface SignedEntry {
  readonly personId: string;
  readonly position: number;
  readonly command: string;
}

/** A row as search finds it; without a text it is found no more. */
export interface FoundRow {
  readonly table: string;
  readonly key: string;
  /** What is searched, folded. */
  readonly text: string | undefined;
}

/** A document that a row names, or has named. */
export interface NamedDocument {
  readonly hash: string;
  readonly table: string;
  readonly key: string;
}

/** How far an index has come, and of what. */
export interface IndexMark {
  /** Ledger and contracts it was made for. */
  readonly source: string;
  /** Number of leaves it has. */
  readonly size: number;
  /** SHA-256 of the last of them. */
  readonly lastLeaf: string;
}

export interface ExplorerIndex {
  /** Undefined for an empty index. */
  mark(): IndexMark | undefined;
  /** Throws everything away and starts with these rows to search. */
  start(rows: Iterable<FoundRow>): void;
  /** Adds blocks in their order and moves the mark. */
  add(blocks: readonly IndexedBlock[], mark: IndexMark): void;
  /** Positions below `before`, the highest first. */
  positions(filter: LeafFilter, before: number, limit: number): readonly number[];
  /** Blocks below a height, the highest first. */
  blocks(before: number, limit: number): readonly LedgerBlock[];
  /** What a person signed at positions below `before`, the latest first. */
  signed(personId: string, before: number, limit: number): readonly Omit<SignedEntry, "personId">[];
  /** Who signed what at these positions. */
  signedAt(positions: readonly number[]): readonly SignedEntry[];
  /** Rows whose text holds every term, or that have this key, the latest written first. */
  search(terms: readonly string[], key: string, limit: number): readonly Omit<FoundRow, "text">[];
  /** Rows that name a document, or have named it. */
  naming(hash: string, limit: number): readonly Omit<NamedDocument, "hash">[];
  close(): void;
}
