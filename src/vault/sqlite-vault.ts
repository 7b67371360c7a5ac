import { strict as assert } from "node:assert";
import { type Database, openDatabase } from "#sqlite/database";
import type { Vault, VaultEntry } from "./vault.ts";

/** An erased entry stays as a row without salt and value, so that nothing brings it back. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS personal (
    commitment TEXT PRIMARY KEY,
    field TEXT NOT NULL,
    salt TEXT,
    value TEXT
  ) WITHOUT ROWID, STRICT`;

/** Waits of a connection for others: for a write, and for readers to leave the write-ahead log. */
const BUSY_TIMEOUT_MS = 5_000;
const CHECKPOINT_WAIT_MS = 300;

/**
 * Opens the vault of one ledger beside its database. Commits reach the disk before `put` and `erase` return, and what is
 * erased is overwritten in the database file and its write-ahead log. Several threads may each open the same file.
 * @throws Error when a setting that this rests on did not take.
 */
export function openVault(path: string): Vault {
  const database = openDatabase(path);
  // Freed bytes are filled with zeros; SQLite alone would only mark them as free.
  database.pragma("secure_delete = ON");
  const found = database.pragma("secure_delete", { simple: true });
  assert(
    found === 1,
    `SQLite reports secure_delete = ${found}, but erased values would stay readable in the file unless it is 1`,
  );
  database.exec(SCHEMA);
  return new SqliteVault(database);
}

class SqliteVault implements Vault {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  put(entries: readonly VaultEntry[]): void {
    const insert = this.#database.prepare(
      "INSERT INTO personal (commitment, field, salt, value) VALUES (?, ?, ?, ?) ON CONFLICT (commitment) DO NOTHING",
    );
    this.#database
      .transaction(() => {
        for (const { commitment, field, salt, value } of entries) insert.run(commitment, field, salt, value);
      })
      .immediate();
  }

  get(commitment: string): VaultEntry | undefined {
    return this.#database
      .prepare("SELECT commitment, field, salt, value FROM personal WHERE commitment = ? AND value IS NOT NULL")
      .get(commitment) as VaultEntry | undefined;
  }

  erase(commitment: string): boolean {
    const erased = this.#database
      .prepare("UPDATE personal SET salt = NULL, value = NULL WHERE commitment = ? AND value IS NOT NULL")
      .run(commitment);
    // Also when there was nothing to erase: the time before may have been stopped at this step.
    this.#emptyLog();
    return erased.changes > 0;
  }

  close(): void {
    this.#database.close();
  }

  /** The write-ahead log still holds earlier copies of the pages until it is copied into the database and cut to nothing. */
  #emptyLog(): void {
    this.#database.pragma(`busy_timeout = ${CHECKPOINT_WAIT_MS}`);
    try {
      const [result] = this.#database.pragma("wal_checkpoint(TRUNCATE)") as readonly { readonly busy: number }[];
      if (result?.busy !== 0) throw new Error("another connection keeps the vault's write-ahead log open: erase again");
    } finally {
      this.#database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }
}
