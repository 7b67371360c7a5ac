import type { Viewer } from "#kernel/identity";
import type { ValueObject } from "#kernel/json";
import type { Id, Shape } from "#kernel/shape";

/** Tables: what contracts keep. The runtime stores one JSON document a row and knows nothing of its meaning. */

/** A column list that can be searched: equality on the first columns, order by the rest and then the key. */
export type Indexes = Readonly<Record<string, readonly string[]>>;

export interface Table<Row extends ValueObject = ValueObject, I extends Indexes = Indexes> {
  /** Plural, with the prefix of its scenario or kit piece: `transfer_deals`. */
  readonly name: string;
  readonly row: Shape<Row>;
  /** Key of a row: 1 to 200 characters of `A-Z a-z 0-9 . _ : / @ -`. */
  readonly key: (row: Row) => string;
  readonly indexes: I;
  /** Who may see a row in queries and receipts. Role `reader` of the ledger sees every row. */
  readonly visible: (row: Row, viewer: Viewer, tx: ReadTx) => boolean;
  /** What people find a row by; undefined for one that is not searched. Nothing personal: search indexes are not erased. */
  readonly search?: (row: Row) => SearchText | undefined;
  /** False where entries that write a row are about something else: a bank slip is found, its receipt is about a case. */
  readonly isSubject?: boolean;
  /** SHA-256 of the files in the vault that a row names; null for those it does not have. Who may see the row may read them. */
  readonly documents?: (row: Row) => readonly (string | null | undefined)[];
}

/** A row as a search finds and shows it. */
export interface SearchText {
  /** `scenario.thing`: which page shows it. */
  readonly kind: string;
  readonly title: string | { readonly zh: string; readonly en: string };
  /** Further texts to find it by, such as numbers. */
  readonly words: readonly string[];
}

/** Which rows `find` gives, in the order of the index's columns and then the key. */
export interface Find<I extends Indexes> {
  readonly index: keyof I & string;
  /** Values of the first columns of the index. */
  readonly equals?: Readonly<Record<string, string | number | bigint | boolean>>;
  /** Start after the row with this key. */
  readonly after?: string;
  /** At most this many rows; 1000 when left out. */
  readonly limit?: number;
  readonly reverse?: boolean;
}

export interface ReadTable<Row, I extends Indexes = Indexes> {
  get(key: string): Row | undefined;
  find(wanted: Find<I>): readonly Row[];
  /** All rows in the order of their keys; for small tables and page by page (`after` is a key). */
  list(after?: string, limit?: number): readonly Row[];
}

export interface WriteTable<Row, I extends Indexes = Indexes> extends ReadTable<Row, I> {
  /** Inserts the row or replaces the one with its key. */
  put(row: Row): void;
  delete(key: string): void;
}

/** What is needed of a timer to let it fire later; `defineTimer` makes one. */
export interface Schedulable<Input> {
  /** `scenario.what-happens`. */
  readonly name: string;
  readonly input: Shape<Input>;
}

/** What queries and visibility rules may do: read. A query sees only the rows its viewer may see. */
export interface ReadTx {
  table<Row extends ValueObject, I extends Indexes>(table: Table<Row, I>): ReadTable<Row, I>;
}

/** What a command or timer may do. Everything written is undone when it rejects or throws. */
export interface Tx extends ReadTx {
  table<Row extends ValueObject, I extends Indexes>(table: Table<Row, I>): WriteTable<Row, I>;
  /** A fresh id; the same on every replica, sorted by time, not to be guessed beforehand. */
  newId<P extends string>(prefix: P): Id<P>;
  /** Lets a timer fire in the first block at or after `dueAt` (milliseconds). Returns its id. */
  schedule<Input>(timer: Schedulable<Input>, dueAt: number, input: Input): string;
  /** Takes a waiting timer back; nothing happens when it has fired already. */
  cancel(timerId: string): void;
}

/** Declares a table. Whoever declares `visible: () => true` publishes the rows to everyone who can reach the node. */
export function defineTable<Row extends ValueObject, const I extends Indexes>(table: Table<Row, I>): Table<Row, I> {
  return table;
}
