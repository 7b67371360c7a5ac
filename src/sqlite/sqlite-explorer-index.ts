import { rmSync } from "node:fs";
import type { LedgerBlock } from "#ledger/explored-block";
import type {
  ExplorerIndex,
  FoundRow,
  IndexedBlock,
  IndexMark,
  LeafFilter,
  NamedDocument,
  SignedEntry,
} from "#ledger/explorer-index";
import { type Database, openDatabase } from "./database.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS leaves (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, outcome TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS leaves_by_kind ON leaves (kind, position);
  CREATE INDEX IF NOT EXISTS leaves_by_outcome ON leaves (outcome, position);
  CREATE TABLE IF NOT EXISTS blocks (height INTEGER PRIMARY KEY, summary TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS signed (
    person TEXT NOT NULL, position INTEGER NOT NULL, command TEXT NOT NULL, PRIMARY KEY (person, position)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS signed_by_position ON signed (position);
  CREATE TABLE IF NOT EXISTS found (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (source, key)
  );
  CREATE TABLE IF NOT EXISTS named (
    hash TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (hash, source, key)
  ) WITHOUT ROWID;`;

const TABLES = ["leaves", "blocks", "signed", "found", "named"] as const;
const MARK = "mark";

/**
 * Opens the index of one ledger beside its database, or in memory (`:memory:`), creating what is missing. A damaged file is
 * thrown away: everything in it can be made again.
 */
export function openExplorerIndex(path: string): ExplorerIndex {
  try {
    return openFile(path);
  } catch {
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    return openFile(path);
  }
}

function openFile(path: string): ExplorerIndex {
  const database = openDatabase(path);
  // What a power cut takes from the index is made again from the ledger: no commit has to wait for the disk.
  database.pragma("synchronous = NORMAL");
  database.exec(SCHEMA);
  return new SqliteExplorerIndex(database);
}

class SqliteExplorerIndex implements ExplorerIndex {
  readonly #database: Database;
  #mark: IndexMark | undefined;

  constructor(database: Database) {
    this.#database = database;
    const text = database.prepare("SELECT value FROM meta WHERE name = ?").pluck().get(MARK) as string | undefined;
    // Written by `#putMark`.
    this.#mark = text === undefined ? undefined : (JSON.parse(text) as IndexMark);
  }

  mark(): IndexMark | undefined {
    return this.#mark;
  }

  start(rows: Iterable<FoundRow>): void {
    this.#database
      .transaction(() => {
        for (const table of TABLES) this.#database.exec(`DELETE FROM ${table}`);
        this.#database.prepare("DELETE FROM meta WHERE name = ?").run(MARK);
        for (const row of rows) this.#putFound(row);
      })
      .immediate();
    this.#mark = undefined;
  }

  add(blocks: readonly IndexedBlock[], mark: IndexMark): void {
    this.#database
      .transaction(() => {
        for (const block of blocks) this.#addBlock(block);
        this.#database.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)").run(MARK, JSON.stringify(mark));
      })
      .immediate();
    this.#mark = mark;
  }

  positions({ kind, outcome }: LeafFilter, before: number, limit: number): readonly number[] {
    const wanted = [
      ...(outcome === undefined ? [] : [["outcome", outcome] as const]),
      ...(kind === undefined ? [] : [["kind", kind] as const]),
    ];
    const conditions = wanted.map(([column]) => `${column} = ? AND `).join("");
    return this.#database
      .prepare(`SELECT position FROM leaves WHERE ${conditions}position < ? ORDER BY position DESC LIMIT ?`)
      .pluck()
      .all(...wanted.map(([, value]) => value), before, limit) as number[];
  }

  blocks(before: number, limit: number): readonly LedgerBlock[] {
    const texts = this.#database
      .prepare("SELECT summary FROM blocks WHERE height < ? ORDER BY height DESC LIMIT ?")
      .pluck()
      .all(before, limit) as string[];
    return texts.map((text) => JSON.parse(text) as LedgerBlock);
  }

  signed(personId: string, before: number, limit: number): readonly Omit<SignedEntry, "personId">[] {
    return this.#database
      .prepare("SELECT position, command FROM signed WHERE person = ? AND position < ? ORDER BY position DESC LIMIT ?")
      .all(personId, before, limit) as Omit<SignedEntry, "personId">[];
  }

  signedAt(positions: readonly number[]): readonly SignedEntry[] {
    return this.#database
      .prepare(
        "SELECT person AS personId, position, command FROM signed WHERE position IN (SELECT value FROM json_each(?))",
      )
      .all(JSON.stringify(positions)) as SignedEntry[];
  }

  search(terms: readonly string[], key: string, limit: number): readonly Omit<FoundRow, "text">[] {
    const conditions = terms.map(() => "instr(text, ?) > 0").join(" AND ");
    return this.#database
      .prepare(`SELECT source AS "table", key FROM found WHERE (${conditions}) OR key = ? ORDER BY number DESC LIMIT ?`)
      .all(...terms, key, limit) as Omit<FoundRow, "text">[];
  }

  naming(hash: string, limit: number): readonly Omit<NamedDocument, "hash">[] {
    return this.#database
      .prepare('SELECT source AS "table", key FROM named WHERE hash = ? LIMIT ?')
      .all(hash, limit) as Omit<NamedDocument, "hash">[];
  }

  close(): void {
    this.#database.close();
  }

  #addBlock({ block, leaves, signed, found, named }: IndexedBlock): void {
    const putLeaf = this.#database.prepare("INSERT OR REPLACE INTO leaves VALUES (?, ?, ?)");
    const putSigned = this.#database.prepare("INSERT OR REPLACE INTO signed VALUES (?, ?, ?)");
    for (const { position, kind, outcome } of leaves) putLeaf.run(position, kind, outcome);
    for (const { personId, position, command } of signed) putSigned.run(personId, position, command);
    for (const row of found) this.#putFound(row);
    const putNamed = this.#database.prepare("INSERT OR IGNORE INTO named VALUES (?, ?, ?)");
    for (const { hash, table, key } of named) putNamed.run(hash, table, key);
    this.#database.prepare("INSERT OR REPLACE INTO blocks VALUES (?, ?)").run(block.height, JSON.stringify(block));
  }

  #putFound({ table, key, text }: FoundRow): void {
    if (text === undefined) this.#database.prepare("DELETE FROM found WHERE source = ? AND key = ?").run(table, key);
    else
      this.#database.prepare("INSERT OR REPLACE INTO found (source, key, text) VALUES (?, ?, ?)").run(table, key, text);
  }
}
