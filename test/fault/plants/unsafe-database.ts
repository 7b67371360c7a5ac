import { type Database, type OpenOptions, openDatabase as openDurable } from "#sqlite/database";

/** Opens a database whose `synchronous` does not become what the product wants. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  return openDurable(path, { ...options, plantedSynchronous: "normal" });
}
