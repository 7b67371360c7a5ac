import { type Database, type OpenOptions, openDatabase as openDurable, type Statement } from "#sqlite/database";

const BLOCKS_PER_COMMIT = 8;

/** Opens a database of which only every eighth COMMIT is one: what is acknowledged in between is not there yet. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const database = openDurable(path, options);
  if (options.readonly === true) return database;
  const prepare = database.prepare.bind(database);
  let blocks = 0;
  database.prepare = ((sql: string) => {
    const statement = prepare(sql) as Statement;
    const run = statement.run.bind(statement);
    if (sql === "BEGIN IMMEDIATE") statement.run = () => (database.inTransaction ? NOTHING : run());
    if (sql === "COMMIT") statement.run = () => (blocks++ % BLOCKS_PER_COMMIT === 0 ? run() : NOTHING);
    return statement;
  }) as Database["prepare"];
  return database;
}

const NOTHING = { changes: 0, lastInsertRowid: 0 };
