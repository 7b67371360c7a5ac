import { strict as assert } from "node:assert";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { SqliteError } from "better-sqlite3";
import { StateFailure } from "#ledger/state";
import type { Verdict } from "#ledger/verify";
import { council } from "#scenarios/council/scenario";
import { type Database, openDatabase } from "#sqlite/database";
import { ContractHarness } from "../support/contract-harness.ts";
import { RandomNumbers } from "../support/random-numbers.ts";
import { randomSeed } from "../support/random-seed.ts";
import { tally } from "../support/tally-scenario.ts";
import { CallSigner, FAULT_LEDGER, randomCall } from "./call.ts";
import { verifyFiles } from "./verify-files.ts";

const BLOCKS = 6;
const ENTRIES = 45;
const CHANGES_PER_COLUMN = 3;
const FLIPS = 60;

/** One stored value: table, column, and the columns and values that name its row. */
interface Cell {
  readonly table: string;
  readonly column: string;
  readonly key: Readonly<Record<string, string | number>>;
  readonly value: string | number | Buffer;
}

/** What `verify` calls the rows of a table, and where it finds one. */
const NAMES: Readonly<Record<string, { readonly what: RegExp; readonly at: (key: Cell["key"]) => string }>> = {
  // Another genesis of the right form is found by its leaf.
  meta: { what: /^(genesis|contracts|leaf)$/, at: () => "" },
  blocks: { what: /^block$/, at: ({ height }) => String(height) },
  leaves: { what: /^(leaf|effects)$/, at: ({ position }) => String(position) },
  ids: { what: /^id$/, at: ({ id }) => String(id) },
  tiles: { what: /^tile$/, at: ({ level, number }) => `${level}/${number}` },
  checkpoints: { what: /^checkpoint$/, at: ({ size }) => String(size) },
};

/** Whether a verdict names a cell. Of a changed key it may name the row that is missing or the one too many. */
function names(verdict: Verdict & { readonly ok: false }, { table, column, key }: Cell): boolean {
  const row = { what: /^row$/, at: () => `${table.slice("rows_".length)}/${key["key"]}` };
  const { what, at } = NAMES[table] ?? row;
  if (column in key && verdict.what === "extra") return true;
  return what.test(verdict.what) && (column in key || at(key) === "" || at(key) === verdict.at);
}

function describeCell({ table, column, key }: Cell): string {
  return `${table}.${column} at ${JSON.stringify(key)}`;
}

/** A ledger of more than one full tile, with every kind of outcome. */
function makeLedger(path: string, random: RandomNumbers): ContractHarness {
  const harness = new ContractHarness({ ...FAULT_LEDGER, scenarios: [council, tally], statePath: path });
  const signer = new CallSigner(harness.executor.ref);
  for (let i = 0; i < BLOCKS; i++) {
    const time = harness.time + 100;
    harness.block(
      Array.from({ length: ENTRIES }, () => signer.sign(randomCall(random), time)),
      time,
    );
  }
  harness.state.close();
  return harness;
}

/** The cells of every table. */
function cellsOf(database: Database): Cell[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  return tables.flatMap((table) => {
    const columns = database.pragma(`table_info("${table}")`) as readonly { name: string; pk: number }[];
    const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const rows = database.prepare(`SELECT ${names} FROM "${table}"`).all() as Record<string, Cell["value"]>[];
    return rows.flatMap((row) =>
      columns.map(({ name }) => {
        const key = Object.fromEntries(keys.map((column) => [column, row[column] as string | number]));
        return { table, column: name, key, value: row[name] as Cell["value"] };
      }),
    );
  });
}

type Change = (value: Cell["value"], random: RandomNumbers) => Cell["value"];

const CHANGES: readonly Change[] = [
  function flipBit(value, random) {
    if (typeof value === "number") return value + (random.isOneIn(2) ? 1_000_000 : -1_000_000);
    const bytes = Buffer.from(value as string);
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
    return bytes;
  },
  function cutShort(value, random) {
    return typeof value === "number" ? -1 : Buffer.from(value as string).subarray(0, random.below(value.length));
  },
  function lengthen(value) {
    return typeof value === "number" ? value * 2 + 1 : Buffer.concat([Buffer.from(value as string), Buffer.from(" ")]);
  },
];

/** Writes another value over a cell; false where SQLite itself does not take it. */
function isWritten(database: Database, { table, column, key, value }: Cell, to: Cell["value"]): boolean {
  const wanted = typeof value === "string" ? "CAST(? AS TEXT)" : "?";
  const where = Object.keys(key).map((name) => `"${name}" = ?`);
  const sql = `UPDATE "${table}" SET "${column}" = ${wanted} WHERE ${where.join(" AND ")}`;
  try {
    return database.prepare(sql).run(to, ...Object.values(key)).changes === 1;
  } catch (error) {
    // An index over the text of a row, or another row of this key.
    assert.match(String(error), /malformed JSON|UNIQUE constraint failed/);
    return false;
  }
}

describe("verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-stored-"));
  const [whole, copy] = [join(folder, "whole.db"), join(folder, "copy.db")];
  let harness: ContractHarness;
  let cells: readonly Cell[];

  before(() => {
    harness = makeLedger(whole, new RandomNumbers(1));
    const database = openDatabase(whole);
    cells = cellsOf(database);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What `verify` says of the ledger after something was done to its database; undefined where it could not be done. */
  async function verdictAfter(change: (database: Database) => boolean): Promise<Verdict | undefined> {
    copyFileSync(whole, copy);
    const database = openDatabase(copy);
    const isDone = change(database);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    return isDone ? await verifyFiles(copy, harness.genesis, harness.contracts) : undefined;
  }

  test("passes a ledger as it was written", async () => {
    const verdict = await verdictAfter(() => true);
    assert.ok(verdict?.ok);
    assert.equal(verdict.head.size, harness.executor.head.size);
    assert.ok(verdict.head.size > 256, "the ledger has a full tile");
  });

  test("names every stored value that is changed", async (t) => {
    const random = new RandomNumbers(randomSeed(t).seed);
    let found = 0;
    for (const column of columnsOf(cells)) {
      for (let i = 0; i < CHANGES_PER_COLUMN; i++) {
        const cell = random.pick(column);
        // Of nothing, nothing can be cut: a leaf without effects can only be given some.
        const to = cell.value === "" ? Buffer.from(" ") : random.pick(CHANGES)(cell.value, random);
        const verdict = await verdictAfter((database) => isWritten(database, cell, to));
        if (verdict === undefined) continue;
        assert.ok(!verdict.ok, `${describeCell(cell)} became ${String(to)} and nothing was found`);
        assert.ok(names(verdict, cell), `${describeCell(cell)} became ${String(to)}: ${JSON.stringify(verdict)}`);
        found++;
      }
    }
    t.diagnostic(`${found} changes`);
    assert.ok(found > 40);
  });

  test("names a row that was taken away, in every table", async () => {
    for (const [cell] of columnsOf(cells)) {
      assert.ok(cell !== undefined);
      const { table, key } = cell;
      const where = Object.keys(key).map((name) => `"${name}" = ?`);
      const sql = `DELETE FROM "${table}" WHERE ${where.join(" AND ")}`;
      const verdict = await verdictAfter((database) => database.prepare(sql).run(...Object.values(key)).changes === 1);
      assert.ok(verdict?.ok === false && names(verdict, cell), `${describeCell(cell)}: ${JSON.stringify(verdict)}`);
    }
  });

  test("finds a row that was put in, in every table", async () => {
    for (const [cell] of columnsOf(cells.filter(({ table, key, column }) => table !== "meta" && column in key))) {
      assert.ok(cell !== undefined);
      const { table, column, value } = cell;
      const columns = new Set(cells.filter((other) => other.table === table).map((other) => other.column));
      const values = [...columns].map((name) => (name === column ? "?" : `"${name}"`));
      const sql = `INSERT INTO "${table}" (${[...columns].join(", ")}) SELECT ${values.join(", ")} FROM "${table}" LIMIT 1`;
      const to = typeof value === "number" ? value + 1_000_000 : `${value}0`;
      const verdict = await verdictAfter((database) => database.prepare(sql).run(to).changes === 1);
      assert.ok(verdict?.ok === false, `one more ${table} was not found`);
      assert.match(verdict.what, /^(extra|row|block)$/);
    }
  });

  test("finds an index that does not lead to every row", async () => {
    const verdict = await verdictAfter((database) => {
      const name = "rows_tally_counters_byGroup";
      const change = (from: string, to: string) => {
        const sql = `UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = '${name}'`;
        database.unsafeMode().pragma("writable_schema = ON");
        assert.equal(database.prepare(sql).run(from, to).changes, 1);
        database.pragma("writable_schema = RESET");
      };
      change(`"key")`, `"key") WHERE 0`);
      database.exec(`REINDEX "${name}"`);
      change(" WHERE 0", "");
      return true;
    });
    assert.ok(verdict?.ok === false);
    assert.equal(verdict.what, "storage", JSON.stringify(verdict));
  });

  test("finds every flipped bit of the file that changes anything", async (t) => {
    const random = new RandomNumbers(randomSeed(t).seed);
    const bytes = readFileSync(whole);
    const content = contentOf(whole);
    let found = 0;
    for (let i = 0; i < FLIPS; i++) {
      const at = random.below(bytes.length);
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
      writeFileSync(copy, flipped);
      if (await isFound(copy)) found++;
      else assert.equal(contentOf(copy), content, `byte ${at}: what is read has changed and nothing was found`);
    }
    t.diagnostic(`${found} of ${FLIPS} found, the others fell into unused space`);
    assert.ok(found > FLIPS / 4);
  });

  /** Whether `verify` finds something wrong, or the file cannot be read at all. */
  async function isFound(path: string): Promise<boolean> {
    try {
      return !(await verifyFiles(path, harness.genesis, harness.contracts)).ok;
    } catch (error) {
      assert.ok(error instanceof StateFailure || error instanceof SqliteError, String(error));
      return true;
    }
  }
});

/** Everything that is read of a database. */
function contentOf(path: string): string {
  const database = openDatabase(path, { readonly: true });
  const content = JSON.stringify(cellsOf(database));
  database.close();
  return content;
}

/** The cells of each column. */
function columnsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const columns = new Map<string, Cell[]>();
  for (const cell of cells) {
    const name = `${cell.table}.${cell.column}`;
    columns.set(name, [...(columns.get(name) ?? []), cell]);
  }
  return [...columns.values()];
}
