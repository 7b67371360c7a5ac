import { strict as assert } from "node:assert";
import { type Database, openDatabase, type Statement } from "#sqlite/database";
import type { Vault, VaultEntry } from "./vault.ts";

/**
 * Rows are only ever appended, and erasing overwrites a body with as many zeros: SQLite then never moves a body, because
 * where it moves one between pages it leaves a copy behind that even `secure_delete` does not overwrite. The search by
 * commitment is an index of its own and holds nothing personal.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS personal (
    number INTEGER PRIMARY KEY,
    commitment TEXT NOT NULL UNIQUE,
    field TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT`;

/** Bodies are padded with blanks to whole blocks, so that the zeros do not tell how long a name was. */
const BLOCK_BYTES = 256;
const IS_KEPT = "substr(body, 1, 1) <> x'00'";

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
  database.pragma("secure_delete = ON");
  for (const [name, wanted] of [
    ["secure_delete", 1],
    ["auto_vacuum", 0],
  ] as const) {
    const found = database.pragma(name, { simple: true });
    assert(
      found === wanted,
      `SQLite reports ${name} = ${found}, but erased values may stay readable unless it is ${wanted}`,
    );
  }
  database.exec(SCHEMA);
  return new SqliteVault(database);
}

class SqliteVault implements Vault {
  readonly #database: Database;
  /** Kept ready: a search for a name reads all of them. */
  readonly #get: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#get = database.prepare(`SELECT field, body FROM personal WHERE commitment = ? AND ${IS_KEPT}`);
  }

  put(entries: readonly VaultEntry[]): void {
    const insert = this.#database.prepare(
      "INSERT INTO personal (commitment, field, body) VALUES (?, ?, ?) ON CONFLICT (commitment) DO NOTHING",
    );
    this.#database
      .transaction(() => {
        for (const { commitment, field, salt, value } of entries)
          insert.run(commitment, field, encodeBody(salt, value));
      })
      .immediate();
  }

  get(commitment: string): VaultEntry | undefined {
    const row = this.#get.get(commitment) as { readonly field: string; readonly body: Buffer } | undefined;
    return row === undefined ? undefined : { commitment, field: row.field, ...decodeBody(row.body) };
  }

  erase(commitment: string): boolean {
    const erased = this.#database
      .prepare(`UPDATE personal SET body = zeroblob(length(body)) WHERE commitment = ? AND ${IS_KEPT}`)
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

function encodeBody(salt: string, value: string): Buffer {
  const text = Buffer.from(JSON.stringify([salt, value]), "utf8");
  return Buffer.concat([text], Math.ceil(text.length / BLOCK_BYTES) * BLOCK_BYTES).fill(" ", text.length);
}

function decodeBody(body: Buffer): Pick<VaultEntry, "salt" | "value"> {
  const [salt, value] = JSON.parse(body.toString("utf8")) as [string, string];
  return { salt, value };
}
