import { strict as assert } from "node:assert";
import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";

/** The one file that knows the SQLite driver. */

export type Database = Sqlite.Database;
export type Statement = Sqlite.Statement;

/** Settings that durability rests on. SQLite's own default for WAL is synchronous=NORMAL, which loses commits at a power cut. */
const DURABLE = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 } as const;

const CREATE_META = "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID";

const CACHE_KIB = 65_536;
/** Pages of WAL before it is copied into the database: rarer copies, fewer waits on the path of a transaction. */
const CHECKPOINT_PAGES = 4_000;

export interface OpenOptions {
  /** Opens an existing file for reading beside the one writer. */
  readonly readonly?: boolean;
  /** For a file that is thrown away: nothing is synced, so a crash may leave it unreadable. */
  readonly isTemporary?: boolean;
  /** `synchronous` as a test plants it; the start then refuses to go on. */
  readonly plantedSynchronous?: "off" | "normal";
}

/**
 * Opens a database file (or `:memory:`) with the settings that durability needs, reads them back and refuses to go on
 * when one did not take. Creates the file durably: its folder is synced too.
 * @throws Error when a setting did not take or the file cannot be opened.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const isNew = path !== ":memory:" && !existsSync(path);
  const database = new Sqlite(path, { readonly: options.readonly ?? false, fileMustExist: options.readonly ?? false });
  try {
    configure(database, path, isNew, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: Database, path: string, isNew: boolean, options: OpenOptions): void {
  database.pragma("busy_timeout = 5000");
  database.pragma(`cache_size = -${CACHE_KIB}`);
  if (options.readonly) return;
  if (isNew) database.pragma("page_size = 8192");
  if (options.isTemporary) {
    forgetDurability(database);
    return;
  }
  database.pragma("journal_mode = WAL");
  database.pragma("foreign_keys = ON");
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // The first write after a change of the journal mode resets synchronous to the compiled default: write first, then set.
  database.exec(CREATE_META);
  database.pragma(`synchronous = ${options.plantedSynchronous ?? "FULL"}`);
  if (isNew) syncFolder(dirname(path));
  if (path !== ":memory:") requireDurable(database);
}

function forgetDurability(database: Database): void {
  database.pragma("journal_mode = MEMORY");
  database.pragma("synchronous = OFF");
  database.exec(CREATE_META);
}

/** Reads the settings back. @throws Error naming the first one that is not as durability needs it. */
export function requireDurable(database: Database): void {
  for (const [name, wanted] of Object.entries(DURABLE)) {
    const found = database.pragma(name, { simple: true });
    assert(
      found === wanted,
      `SQLite reports ${name} = ${found}, but nothing acknowledged is safe unless it is ${wanted}`,
    );
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
