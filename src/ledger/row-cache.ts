/** Rows in one generation; two are kept. */
const GENERATION_MAX = 25_000;

/**
 * Rows that were read lately, decoded. Only a speed-up: what is not here is read from the state. Two generations: a row that
 * is read again moves to the young one, and when that is full the old one is forgotten.
 */
export class RowCache<Row> {
  #young = new Map<string, Row>();
  #old = new Map<string, Row>();

  get(id: string): Row | undefined {
    const young = this.#young.get(id);
    if (young !== undefined) return young;
    const old = this.#old.get(id);
    if (old !== undefined) this.set(id, old);
    return old;
  }

  set(id: string, row: Row): void {
    if (this.#young.size >= GENERATION_MAX) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, row);
  }

  /** Replaces a row that is here. One that was written but never read would only be carried about as garbage. */
  replace(id: string, row: Row): void {
    if (this.#young.has(id) || this.#old.has(id)) this.set(id, row);
  }
}
