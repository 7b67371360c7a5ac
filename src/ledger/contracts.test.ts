import assert from "node:assert/strict";
import { test } from "node:test";
import { anyTable, type Scenario } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";
import { council } from "../../src/scenarios/council/scenario.ts";
import { tally } from "../../test/support/tally-scenario.ts";
import { assembleContracts } from "./contracts.ts";

const HASH = "c".repeat(64);

test("puts together the scenarios that the ledger names, and no others", () => {
  const contracts = assembleContracts(HASH, [council, tally], ["council"]);
  assert.ok(contracts.commands.has("council.enrol-key") && !contracts.commands.has("tally.add-to-counter"));
  assert.equal(contracts.directory, council.directory);
  const both = assembleContracts(HASH, [council, tally], ["council", "tally"]);
  assert.ok(both.timers.has("tally.counter-expires") && both.tables.has("ledger_timers"));
  assert.deepEqual([...both.roles], [...both.roles].sort());
  for (const role of ["administrator", "reader", "keeper"]) assert.ok(both.roles.includes(role), role);
});

test("refuses a scenario that is not there, no directory of keys, and two", () => {
  assert.throws(() => assembleContracts(HASH, [council], ["carbon"]), /has no scenario "carbon"/);
  assert.throws(() => assembleContracts(HASH, [tally], ["tally"]), /exactly one scenario/);
  const other: Scenario = { ...council, name: "other", tables: [], commands: [], queries: [], timers: [] };
  assert.throws(() => assembleContracts(HASH, [council, other], ["council", "other"]), /exactly one scenario/);
});

test("two scenarios may share a table, but no name may mean two things", () => {
  const table = (name: string) =>
    anyTable(
      defineTable({
        name,
        row: shape.object({ id: shape.text(1, 9) }),
        key: (row) => row.id,
        indexes: {},
        visible: () => true,
      }),
    );
  const shared = table("kit_things");
  const withTable = (name: string, own: typeof shared): Scenario => ({
    ...tally,
    name,
    tables: [own],
    commands: [],
    queries: [],
    timers: [],
  });
  const assemble = (a: typeof shared, b: typeof shared) =>
    assembleContracts(HASH, [council, withTable("a", a), withTable("b", b)], ["council", "a", "b"]);
  assert.equal(assemble(shared, shared).tables.get("kit_things"), shared);
  assert.throws(() => assemble(shared, table("kit_things")), /"kit_things" is declared twice/);
});
