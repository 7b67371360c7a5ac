import { type Database, type OpenOptions, openDatabase as openDurable } from "#sqlite/database";

/** Opens a database that copies its write-ahead log back after a few blocks instead of a few hundred. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const database = openDurable(path, options);
  if (options.readonly !== true) database.pragma("wal_autocheckpoint = 30");
  return database;
}
