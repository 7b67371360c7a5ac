import type { Table } from "#kernel/table";
import { RowMap } from "./row-map.ts";

/** Rows in one generation; two are kept. */
const GENERATION_MAX = 25_000;

/**
 * Rows that were read lately, decoded. Only a speed-up: what is not here is read from the state. Two generations: a row that
 * is read again moves to the young one, and when that is full the old one is forgotten. Nothing is forgotten but in `forget`.
 */
export class RowCache<Row> {
  #young = new RowMap<Row>();
  #old = new RowMap<Row>();
  #youngSize = 0;

  get(table: Table, key: string): Row | undefined {
    const young = this.#young.get(table, key);
    if (young !== undefined) return young;
    const old = this.#old.get(table, key);
    if (old !== undefined) this.set(table, key, old);
    return old;
  }

  set(table: Table, key: string, row: Row): void {
    if (this.#young.set(table, key, row)) this.#youngSize++;
  }

  /** Replaces a row that is here. One that was written but never read would only be carried about as garbage. */
  replace(table: Table, key: string, row: Row): void {
    if (this.#young.has(table, key) || this.#old.has(table, key)) this.set(table, key, row);
  }

  /** Forgets rows when there are too many. Called between entries, so that an entry meets one object for a row. */
  forget(): void {
    if (this.#youngSize < GENERATION_MAX) return;
    this.#old = this.#young;
    this.#young = new RowMap();
    this.#youngSize = 0;
  }
}
