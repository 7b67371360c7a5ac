import type { Table } from "#kernel/table";
import type { Scan, State, StateCounts, StateReader, StoredBlock, StoredLeaf, StoredRow } from "#ledger/state";
import { StateFailure } from "#ledger/state";
import { type Database, type OpenOptions, openDatabase, type Statement } from "./database.ts";
import { RowStatements } from "./row-statements.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS blocks (height INTEGER PRIMARY KEY, raw TEXT NOT NULL, size INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS leaves (position INTEGER PRIMARY KEY, leaf TEXT NOT NULL, effects TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS ids (id TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tiles (level INTEGER, number INTEGER, hashes BLOB NOT NULL, PRIMARY KEY (level, number));
  CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL);
`;

/** Opens the state of one ledger for its executor, creating what is missing. */
export function openState(path: string, tables: Iterable<Table>, options: OpenOptions = {}): State {
  const database = openDatabase(path, options);
  database.exec(SCHEMA);
  const rows = new RowStatements(database);
  for (const table of tables) rows.create(table);
  return new SqliteState(database, rows);
}

/** Opens the state of one ledger for queries and proofs; sees every commit of the executor. */
export function openStateReader(path: string): StateReader {
  const database = openDatabase(path, { readonly: true });
  return new SqliteState(database, new RowStatements(database));
}

class SqliteState implements State {
  readonly #database: Database;
  readonly #rows: RowStatements;
  readonly #statements = new Map<string, Statement>();
  #failure: StateFailure | undefined;

  constructor(database: Database, rows: RowStatements) {
    this.#database = database;
    this.#rows = rows;
  }

  commit(run: () => void): void {
    this.#run("BEGIN IMMEDIATE");
    try {
      run();
      // Also where contract code caught it: what was computed without the database must not be kept.
      if (this.#failure !== undefined) throw this.#failure;
      this.#run("COMMIT");
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  snapshot<T>(run: () => T): T {
    if (this.#database.inTransaction) return run();
    this.#run("BEGIN");
    try {
      return run();
    } finally {
      this.#run("COMMIT");
    }
  }

  meta(name: string): string | undefined {
    return this.#value("SELECT value FROM meta WHERE name = ?", name) as string | undefined;
  }

  putMeta(name: string, value: string): void {
    this.#run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value);
  }

  lastBlock(): StoredBlock | undefined {
    return this.#get("SELECT height, raw, size FROM blocks ORDER BY height DESC LIMIT 1") as StoredBlock | undefined;
  }

  block(height: number): StoredBlock | undefined {
    return this.#get("SELECT height, raw, size FROM blocks WHERE height = ?", height) as StoredBlock | undefined;
  }

  putBlock(block: StoredBlock): void {
    this.#run("INSERT INTO blocks VALUES (?, ?, ?)", block.height, block.raw, block.size);
  }

  leaf(position: number): StoredLeaf | undefined {
    return this.leaves(position, 1).find((leaf) => leaf.position === position);
  }

  leaves(from: number, limit: number): readonly StoredLeaf[] {
    const sql = "SELECT position, leaf, effects FROM leaves WHERE position >= ? ORDER BY position LIMIT ?";
    const rows = this.#all(sql, from, limit) as { position: number; leaf: string; effects: string }[];
    return rows.map((row) => ({ ...row, id: (JSON.parse(row.leaf) as { id?: string }).id }));
  }

  putLeaf(leaf: StoredLeaf): void {
    this.#run("INSERT INTO leaves VALUES (?, ?, ?)", leaf.position, leaf.leaf, leaf.effects);
    if (leaf.id !== undefined) this.#run("INSERT INTO ids VALUES (?, ?)", leaf.id, leaf.position);
  }

  position(id: string): number | undefined {
    return this.#value("SELECT position FROM ids WHERE id = ?", id) as number | undefined;
  }

  tile(level: number, index: number): Uint8Array | undefined {
    return this.#value("SELECT hashes FROM tiles WHERE level = ? AND number = ?", level, index) as
      | Uint8Array
      | undefined;
  }

  putTile(level: number, index: number, hashes: Uint8Array): void {
    this.#run("INSERT OR REPLACE INTO tiles VALUES (?, ?, ?)", level, index, hashes);
  }

  checkpoint(size?: number): string | undefined {
    if (size !== undefined)
      return this.#value("SELECT note FROM checkpoints WHERE size = ?", size) as string | undefined;
    return this.#value("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1") as string | undefined;
  }

  putCheckpoint(size: number, note: string): void {
    this.#run("INSERT INTO checkpoints VALUES (?, ?)", size, note);
  }

  row(table: Table, key: string): string | undefined {
    return this.#guard(() => this.#rows.get(table, key));
  }

  scan(table: Table, scan: Scan): readonly StoredRow[] {
    return this.#guard(() => this.#rows.scan(table, scan));
  }

  putRow(table: Table, key: string, text: string | undefined): void {
    this.#guard(() => this.#rows.put(table, key, text));
  }

  counts(): StateCounts {
    const count = (table: keyof StateCounts): number => this.#value(`SELECT count(*) FROM ${table}`) as number;
    return {
      blocks: count("blocks"),
      leaves: count("leaves"),
      ids: count("ids"),
      tiles: count("tiles"),
      checkpoints: count("checkpoints"),
    };
  }

  damage(): string | undefined {
    const found = this.#value("PRAGMA integrity_check(1)");
    return found === "ok" ? undefined : String(found);
  }

  close(): void {
    this.#database.close();
  }

  #rollBack(): void {
    try {
      // After a failed COMMIT the transaction may be gone already.
      if (this.#database.inTransaction) this.#statement("ROLLBACK").run();
    } catch {
      // The error before this one is the one that matters, and the database rolls back when it is opened again.
    }
  }

  #run(sql: string, ...values: readonly unknown[]): void {
    this.#guard(() => this.#statement(sql).run(...values));
  }

  #get(sql: string, ...values: readonly unknown[]): unknown {
    return this.#guard(() => this.#statement(sql).get(...values));
  }

  #all(sql: string, ...values: readonly unknown[]): unknown[] {
    return this.#guard(() => this.#statement(sql).all(...values));
  }

  #value(sql: string, ...values: readonly unknown[]): unknown {
    const row = this.#get(sql, ...values) as Record<string, unknown> | undefined;
    return row === undefined ? undefined : Object.values(row)[0];
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      const failure = new StateFailure(error);
      this.#failure ??= failure;
      throw failure;
    }
  }
}
