import { type Database, type OpenOptions, openDatabase as openDurable } from "#sqlite/database";

/** Opens a database as the product does and then turns off what makes commits durable. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const database = openDurable(path, options);
  if (options.readonly !== true) database.pragma("synchronous = OFF");
  return database;
}
