import { columnKind } from "#kernel/shape";
import type { Table } from "#kernel/table";
import type { Scan, StoredRow } from "#ledger/state";
import type { Database, Statement } from "./database.ts";

interface TableStatements {
  readonly get: Statement;
  readonly put: Statement;
  readonly delete: Statement;
}

/** One SQLite table a contract table: the canonical text of the row, and a generated column for each column of an index. */
export class RowStatements {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #tables = new Map<Table, TableStatements>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Creates table and indexes if they are missing. */
  create(table: Table): void {
    const columns = [...new Set(Object.values(table.indexes).flat())];
    const generated = columns
      .map((column) => `, ${quoted(column)} ${columnDefinition(table, column)} VIRTUAL`)
      .join("");
    this.#database.exec(
      `CREATE TABLE IF NOT EXISTS ${tableName(table)} (key TEXT PRIMARY KEY, text TEXT NOT NULL${generated}) WITHOUT ROWID`,
    );
    for (const [name, indexed] of Object.entries(table.indexes)) {
      this.#database.exec(
        `CREATE INDEX IF NOT EXISTS ${quoted(`rows_${table.name}_${name}`)} ON ${tableName(table)} (${[...indexed, "key"].map(quoted).join(", ")})`,
      );
    }
  }

  get(table: Table, key: string): string | undefined {
    return this.#ofTable(table).get.get(key) as string | undefined;
  }

  put(table: Table, key: string, text: string | undefined): void {
    const statements = this.#ofTable(table);
    if (text === undefined) statements.delete.run(key);
    else statements.put.run(key, text);
  }

  scan(table: Table, scan: Scan): readonly StoredRow[] {
    const fixed = scan.columns.slice(0, scan.equals.length).map(quoted);
    const ordered = [...scan.columns.slice(scan.equals.length), "key"].map(quoted);
    const direction = scan.reverse ? "DESC" : "ASC";
    const conditions = fixed.map((column) => `${column} = ?`);
    if (scan.after !== undefined) {
      conditions.push(`(${ordered.join(", ")}) ${scan.reverse ? "<" : ">"} (${ordered.map(() => "?").join(", ")})`);
    }
    const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
    const order = ordered.map((column) => `${column} ${direction}`).join(", ");
    const sql = `SELECT key, text FROM ${tableName(table)}${where} ORDER BY ${order} LIMIT ?`;
    return this.#prepare(sql).all(...scan.equals, ...(scan.after ?? []), scan.limit) as StoredRow[];
  }

  /** The statements of every transaction, found by their table: their texts are not put together anew each time. */
  #ofTable(table: Table): TableStatements {
    let statements = this.#tables.get(table);
    if (statements === undefined) {
      const name = tableName(table);
      statements = {
        get: this.#database.prepare(`SELECT text FROM ${name} WHERE key = ?`).pluck(),
        put: this.#database.prepare(`INSERT OR REPLACE INTO ${name} (key, text) VALUES (?, ?)`),
        delete: this.#database.prepare(`DELETE FROM ${name} WHERE key = ?`),
      };
      this.#tables.set(table, statements);
    }
    return statements;
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function columnDefinition(table: Table, column: string): string {
  const json = `json_extract(text, '$.${column}')`;
  switch (columnKind(table.row, column)) {
    case "text":
      return `TEXT GENERATED ALWAYS AS (${json})`;
    case "number":
      return `INTEGER GENERATED ALWAYS AS (${json})`;
    case "amount":
      return `INTEGER GENERATED ALWAYS AS (CAST(${json} AS INTEGER))`;
  }
}

function tableName(table: Table): string {
  return quoted(`rows_${table.name}`);
}

// Names come from definitions in code; quoting keeps reserved words usable.
function quoted(name: string): string {
  return `"${name}"`;
}
