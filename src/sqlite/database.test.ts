import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Sqlite from "better-sqlite3";
import { openDatabase, requireDurable } from "./database.ts";

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The settings that durability rests on, as SQLite reports them. */
function settings(database: Sqlite.Database): unknown[] {
  return ["journal_mode", "synchronous", "foreign_keys"].map((name) => database.pragma(name, { simple: true }));
}

test("durability settings hold on a new file, after writes, and when it is opened again", (t) => {
  const path = join(folderFor(t), "a.db");
  for (let opened = 0; opened < 3; opened++) {
    const database = openDatabase(path);
    assert.deepEqual(settings(database), ["wal", 2, 1]);
    database.exec("CREATE TABLE IF NOT EXISTS a (b); BEGIN; INSERT INTO a VALUES (1); COMMIT");
    assert.deepEqual(settings(database), ["wal", 2, 1], "a write does not bring the engine's own default back");
    requireDurable(database);
    database.close();
  }
});

test("the engine's own default for WAL is not durable, which is why settings are read back", (t) => {
  const database = new Sqlite(join(folderFor(t), "a.db"));
  database.pragma("journal_mode = WAL");
  database.exec("CREATE TABLE a (b)");
  assert.throws(() => requireDurable(database), /synchronous = 1, .* unless it is 2/);
  database.close();
});

test("refuses to open with a setting that loses commits, and leaves the file to others", (t) => {
  const path = join(folderFor(t), "a.db");
  for (const plantedSynchronous of ["off", "normal"] as const) {
    assert.throws(() => openDatabase(path, { plantedSynchronous }), /SQLite reports synchronous = [01],/);
  }
  openDatabase(path).close();
});

test("names each setting that is not as it must be", (t) => {
  const database = openDatabase(join(folderFor(t), "a.db"));
  database.pragma("foreign_keys = OFF");
  assert.throws(() => requireDurable(database), /foreign_keys = 0/);
  database.pragma("foreign_keys = ON");
  database.pragma("journal_mode = DELETE");
  assert.throws(() => requireDurable(database), /journal_mode = delete/);
  database.close();
});

test("a reader sees every commit, writes nothing and creates no file", (t) => {
  const path = join(folderFor(t), "a.db");
  assert.throws(() => openDatabase(path, { readonly: true }));
  const writer = openDatabase(path);
  const reader = openDatabase(path, { readonly: true });
  writer.exec("INSERT INTO meta VALUES ('a', 'b')");
  assert.deepEqual(reader.prepare("SELECT value FROM meta").all(), [{ value: "b" }]);
  assert.throws(() => reader.exec("DELETE FROM meta"), /readonly/);
  reader.close();
  writer.close();
});
