import type { Command, Query, Timer } from "#kernel/command";
import type { Directory } from "#kernel/directory";
import type { Genesis } from "#kernel/genesis";
import type { ValueObject } from "#kernel/json";
import type { Table, Tx } from "#kernel/table";

/** A scenario: one folder, one manifest. Deleting both removes it. */

/** Texts by dotted key, nested: `commands.<verb-object>.title`, `rejections.<code>`, `roles.<role>`, … */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** A row as a transaction found it and as it leaves it; undefined where there is none. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly before: ValueObject | undefined;
  readonly after: ValueObject | undefined;
}

/** A condition that holds after every transaction and timer, such as conservation of every asset. */
export interface Invariant {
  readonly name: string;
  /** Names of the tables it watches. */
  readonly tables: readonly string[];
  /** What is broken, for the log of the node; undefined when all is well. A broken invariant undoes the transaction. */
  broken(changes: readonly Change[]): string | undefined;
}

export interface Scenario {
  readonly name: string;
  /** Roles that its commands and queries ask for, beside `administrator` and `reader`. */
  readonly roles: readonly string[];
  readonly tables: readonly Table[];
  readonly commands: readonly Command[];
  readonly queries: readonly Query[];
  readonly timers: readonly Timer[];
  /**
   * Names of its queries that a search asks besides the indexed texts of rows, for what may stand in no index. They take
   * `text` and `limit` and give `items` with `kind`, `id`, `title` and `words`.
   */
  readonly searches?: readonly string[];
  readonly invariants?: readonly Invariant[];
  readonly texts: { readonly zh: Texts; readonly en: Texts };
  /** Writes the rows that a new ledger starts with. */
  genesis?(tx: Tx, genesis: Genesis): void;
  /** Exactly one scenario of a ledger knows the keys. */
  readonly directory?: Directory;
}

/** A table of any row type, as a manifest lists them. */
export function anyTable<Row extends ValueObject>(table: Table<Row>): Table {
  // Rows reach a table's functions only after its own shape has read them.
  return table as unknown as Table;
}

/** Declares a scenario. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
