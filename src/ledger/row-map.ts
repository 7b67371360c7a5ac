import type { Table } from "#kernel/table";
import { sortTexts } from "#kernel/text-order";

/** Values by table and key. A map in a map: joining the two texts for every look-up would cost more than both look-ups. */
export class RowMap<V> {
  readonly #tables = new Map<string, Map<string, V>>();

  get(table: Table, key: string): V | undefined {
    return this.#tables.get(table.name)?.get(key);
  }

  has(table: Table, key: string): boolean {
    return this.#tables.get(table.name)?.has(key) ?? false;
  }

  /** Sets a value and says whether its row is new here. */
  set(table: Table, key: string, value: V): boolean {
    let rows = this.#tables.get(table.name);
    if (rows === undefined) {
      rows = new Map();
      this.#tables.set(table.name, rows);
    }
    const before = rows.size;
    rows.set(key, value);
    return rows.size > before;
  }

  /** The values of one table in the order in which they were first set. */
  ofTable(name: string): readonly V[] {
    const rows = this.#tables.get(name);
    return rows === undefined ? [] : [...rows.values()];
  }

  /** All values in the order of (table, key). */
  sorted(): V[] {
    const values: V[] = [];
    for (const name of sortTexts([...this.#tables.keys()])) {
      const rows = this.#tables.get(name) as Map<string, V>;
      for (const key of sortTexts([...rows.keys()])) values.push(rows.get(key) as V);
    }
    return values;
  }

  forEach(visit: (value: V) => void): void {
    for (const rows of this.#tables.values()) rows.forEach(visit);
  }

  clear(): void {
    if (this.#tables.size > 0) this.#tables.clear();
  }
}
