import type { Table } from "#kernel/table";
import type { Scan, State, StateCounts, StateReader, StoredBlock, StoredLeaf, StoredRow } from "./state.ts";

/** Something stored is not what replay gives. */
export class Difference extends Error {
  readonly what: VerifiedThing;
  /** Position, height, size, `level/index` or `table/key` of the thing. */
  readonly at: string;
  constructor(what: VerifiedThing, at: string | number, detail: string) {
    super(detail);
    this.what = what;
    this.at = String(at);
  }
}

/** What `verify` compares. */
export const VERIFIED_THINGS = [
  "genesis",
  "contracts",
  "block",
  "leaf",
  "effects",
  "id",
  "tile",
  "checkpoint",
  "row",
  "anchor",
  "extra",
  "storage",
] as const;
export type VerifiedThing = (typeof VERIFIED_THINGS)[number];

/**
 * The state of a replay: rows go into a fresh database, everything else is compared with what is stored instead of being
 * written again. Throws a `Difference` at the first thing that is not the same.
 */
export class ReplayState implements State {
  readonly #fresh: State;
  readonly #stored: StateReader;
  readonly #partialTiles = new Map<string, Uint8Array>();
  #size = 0;
  #tiles = 0;
  #page: { readonly from: number; readonly leaves: readonly StoredLeaf[] } = { from: 0, leaves: [] };
  #lookedUp: { readonly id: string | undefined; readonly position: number | undefined } = {
    id: undefined,
    position: undefined,
  };

  constructor(fresh: State, stored: StateReader) {
    this.#fresh = fresh;
    this.#stored = stored;
  }

  /** Leaves replayed so far. */
  get size(): number {
    return this.#size;
  }

  commit(run: () => void): void {
    this.#fresh.commit(run);
  }

  snapshot<T>(run: () => T): T {
    return this.#fresh.snapshot(run);
  }

  meta(name: string): string | undefined {
    return this.#fresh.meta(name);
  }

  putMeta(name: string, value: string): void {
    if (this.#stored.meta(name) !== value)
      throw new Difference("genesis", name, "the stored genesis is another document");
    this.#fresh.putMeta(name, value);
  }

  lastBlock(): StoredBlock | undefined {
    return undefined;
  }

  block(height: number): StoredBlock | undefined {
    return this.#stored.block(height);
  }

  putBlock(block: StoredBlock): void {
    const stored = this.#stored.block(block.height);
    if (stored?.size !== block.size)
      throw new Difference("block", block.height, `it ends at ${block.size} leaves, stored is ${stored?.size}`);
  }

  leaf(position: number): StoredLeaf | undefined {
    return position < this.#size ? this.#stored.leaf(position) : undefined;
  }

  leaves(from: number, limit: number): readonly StoredLeaf[] {
    return this.#stored.leaves(from, Math.min(limit, this.#size - from));
  }

  putLeaf(leaf: StoredLeaf): void {
    const stored = this.#storedLeaf(leaf.position);
    if (stored === undefined) throw new Difference("leaf", leaf.position, "it is missing");
    if (stored.leaf !== leaf.leaf)
      throw new Difference("leaf", leaf.position, `replay gives ${leaf.leaf}, stored is ${stored.leaf}`);
    if (stored.effects !== leaf.effects)
      throw new Difference("effects", leaf.position, "the stored result or rows are not those that replay gives");
    if (leaf.id !== undefined && this.#storedPosition(leaf.id) !== leaf.position)
      throw new Difference("id", leaf.id, "it leads to another leaf");
    this.#size = leaf.position + 1;
  }

  position(id: string): number | undefined {
    const position = this.#storedPosition(id);
    if (position === undefined || position >= this.#size) return undefined;
    if (this.#storedLeaf(position)?.id !== id) throw new Difference("id", id, "it leads to another leaf");
    return position;
  }

  tile(level: number, index: number): Uint8Array | undefined {
    return this.#stored.tile(level, index);
  }

  putTile(level: number, index: number, hashes: Uint8Array): void {
    const key = `${level}/${index}`;
    if (!this.#partialTiles.has(key)) this.#tiles++;
    // A partial tile is stored only as it ended: it is compared then.
    this.#partialTiles.set(key, hashes);
    if (hashes.length === 256 * 32) {
      this.#partialTiles.delete(key);
      this.#compareTile(level, index, hashes);
    }
  }

  checkpoint(size?: number): string | undefined {
    return this.#stored.checkpoint(size);
  }

  putCheckpoint(): void {
    // A replay has no keys: stored checkpoints are verified against its roots.
  }

  row(table: Table, key: string): string | undefined {
    return this.#fresh.row(table, key);
  }

  scan(table: Table, scan: Scan): readonly StoredRow[] {
    return this.#fresh.scan(table, scan);
  }

  putRow(table: Table, key: string, text: string | undefined): void {
    this.#fresh.putRow(table, key, text);
  }

  counts(): StateCounts {
    return this.#stored.counts();
  }

  damage(): string | undefined {
    return this.#stored.damage();
  }

  /** Compares what is known only at the end: the last partial tiles, every row, and that there is nothing more. */
  compareEnd(tables: Iterable<Table>, blocks: number, ids: number): void {
    // First of all, because a ledger that was cut short differs in its last tiles as well. Too few of anything is found
    // where the thing itself is missed.
    this.#findExtra({ blocks, leaves: this.#size, ids, tiles: this.#tiles, checkpoints: blocks + 1 });
    for (const [key, hashes] of this.#partialTiles) {
      const [level, index] = key.split("/").map(Number) as [number, number];
      this.#compareTile(level, index, hashes);
    }
    for (const table of tables) this.#compareRows(table);
    const damage = this.#stored.damage();
    if (damage !== undefined) throw new Difference("storage", "database", damage);
  }

  close(): void {
    this.#fresh.close();
  }

  /** Reads the leaves from a position on, as far as they follow one another; one that cannot be read ends the page. */
  #readPage(from: number): void {
    let leaves: readonly StoredLeaf[] = [];
    try {
      leaves = this.#stored.leaves(from, LEAVES_AT_ONCE).filter((leaf, i) => leaf.position === from + i);
    } catch (error) {
      // One of them is no JSON: they are read one by one, and that one is named.
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.#page = { from, leaves };
  }

  #findExtra(wanted: StateCounts): void {
    const counts = this.#stored.counts();
    for (const name of Object.keys(wanted) as (keyof StateCounts)[]) {
      if (counts[name] > wanted[name])
        throw new Difference("extra", name, `there are ${counts[name]} ${name}, replay gives ${wanted[name]}`);
    }
  }

  /** The position of an id as it is stored. Execution looks an id up just before its leaf is compared: it is read once. */
  #storedPosition(id: string): number | undefined {
    if (this.#lookedUp.id !== id) this.#lookedUp = { id, position: this.#stored.position(id) };
    return this.#lookedUp.position;
  }

  #storedLeaf(position: number): StoredLeaf | undefined {
    try {
      if (position < this.#page.from || position >= this.#page.from + LEAVES_AT_ONCE) this.#readPage(position);
      return this.#page.leaves[position - this.#page.from] ?? this.#stored.leaf(position);
    } catch (error) {
      if (error instanceof SyntaxError) throw new Difference("leaf", position, `it is no JSON: ${error.message}`);
      throw error;
    }
  }

  #compareTile(level: number, index: number, hashes: Uint8Array): void {
    const stored = this.#stored.tile(level, index);
    if (stored === undefined || Buffer.compare(stored, hashes) !== 0)
      throw new Difference("tile", `${level}/${index}`, "its hashes are not those of the leaves");
  }

  #compareRows(table: Table): void {
    const page = (state: StateReader, after: string | undefined): readonly StoredRow[] =>
      state.scan(table, {
        columns: [],
        equals: [],
        after: after === undefined ? undefined : [after],
        reverse: false,
        limit: PAGE,
      });
    for (let after: string | undefined; ; ) {
      const [fresh, stored] = [page(this.#fresh, after), page(this.#stored, after)];
      const different = Array.from({ length: Math.max(fresh.length, stored.length) }, (_, i) => i).find(
        (i) => fresh[i]?.key !== stored[i]?.key || fresh[i]?.text !== stored[i]?.text,
      );
      if (different !== undefined) throw differenceOf(table, fresh[different], stored[different]);
      if (fresh.length < PAGE) return;
      after = fresh.at(-1)?.key;
    }
  }
}

const PAGE = 5_000;
/** Leaves read in one go: replay compares them one after another. */
const LEAVES_AT_ONCE = 256;

/** The first difference between two lists of rows in the order of their keys. */
function differenceOf(table: Table, fresh: StoredRow | undefined, stored: StoredRow | undefined): Difference {
  const name = (row: StoredRow): string => `${table.name}/${row.key}`;
  if (fresh !== undefined && (stored === undefined || isKeyBefore(fresh.key, stored.key)))
    return new Difference("row", name(fresh), "it is missing");
  if (stored !== undefined && fresh?.key !== stored.key)
    return new Difference("row", name(stored), "replay gives no such row");
  return new Difference("row", name(stored as StoredRow), "the stored row is not the one that replay gives");
}

/** Keys are in the order of their UTF-8 bytes. */
function isKeyBefore(key: string, other: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(other)) < 0;
}
