import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { anyTable } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";
import { type State, StateFailure } from "#ledger/state";
import { openState, openStateReader } from "./sqlite-state.ts";

const things = anyTable(
  defineTable({
    name: "test_things",
    row: shape.object({ id: shape.text(1, 9), group: shape.text(1, 9), count: shape.amount(), isOpen: shape.bool() }),
    key: (row) => row.id,
    indexes: { byGroup: ["group", "count"], byOpen: ["isOpen"] },
    visible: () => true,
  }),
);

function fileFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "state.db");
}

function textOf(id: string, count: bigint, isOpen = true): string {
  return `{"count":"${count}","group":"a","id":"${id}","isOpen":${isOpen}}`;
}

function put(state: State, ...ids: string[]): void {
  state.commit(() => {
    for (const [i, id] of ids.entries()) state.putRow(things, id, textOf(id, BigInt(i)));
  });
}

test("keeps what was committed, and nothing of what threw", (t) => {
  const path = fileFor(t);
  const state = openState(path, [things]);
  put(state, "a");
  assert.throws(
    () =>
      state.commit(() => {
        state.putRow(things, "b", textOf("b", 1n));
        state.putMeta("genesis", "{}");
        throw new Error("a contract's host failed");
      }),
    /host failed/,
  );
  state.close();
  const again = openState(path, [things]);
  assert.equal(again.row(things, "a"), textOf("a", 0n));
  assert.equal(again.row(things, "b"), undefined);
  assert.equal(again.meta("genesis"), undefined);
  again.close();
});

test("an error of the database is a failure of the state, which no commit outlives even when it was caught", () => {
  const state = openState(":memory:", [things]);
  state.commit(() => state.putBlock({ height: 1, raw: "{}", size: 2 }));
  assert.throws(
    () =>
      state.commit(() => {
        state.putRow(things, "a", textOf("a", 1n));
        // What a careless contract would do.
        assert.throws(() => state.putBlock({ height: 1, raw: "{}", size: 2 }), StateFailure);
      }),
    (error) => error instanceof StateFailure && /UNIQUE/.test(String((error.cause as Error).message)),
  );
  assert.equal(state.row(things, "a"), undefined);
  assert.throws(() => put(state, "b"), StateFailure, "the state is not used any more");
  state.close();
});

test("a failed disk is a failure of the state", (t) => {
  const state = openState(fileFor(t), [things]);
  state.close();
  for (const use of [() => state.meta("a"), () => state.row(things, "a"), () => put(state, "a")]) {
    assert.throws(use, StateFailure);
  }
});

test("a snapshot shows one and the same state, whatever is committed meanwhile", (t) => {
  const path = fileFor(t);
  const state = openState(path, [things]);
  put(state, "a");
  const reader = openStateReader(path);
  const scan = { columns: [], equals: [], after: undefined, reverse: false, limit: 9 };
  const seen = reader.snapshot(() => {
    const before = reader.scan(things, scan).length;
    put(state, "b");
    return [before, reader.scan(things, scan).length, reader.snapshot(() => reader.row(things, "b"))];
  });
  assert.deepEqual(seen, [1, 1, undefined]);
  assert.equal(reader.scan(things, scan).length, 2);
  assert.throws(() => reader.snapshot(() => assert.fail("a query with a bug")), /a query with a bug/);
  assert.equal(reader.scan(things, scan).length, 2);
  reader.close();
  state.close();
});

test("scans follow the index in both directions and start after a row", () => {
  const state = openState(":memory:", [things]);
  state.commit(() => {
    const counts = [3n, -1n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_807n, 3n];
    for (const [i, count] of counts.entries()) state.putRow(things, `k${i}`, textOf(`k${i}`, count, i % 2 === 0));
  });
  const scan = { columns: ["group", "count"], equals: ["a"], after: undefined, reverse: false, limit: 9 };
  const keys = (wanted: Parameters<typeof state.scan>[1]): string[] => state.scan(things, wanted).map(({ key }) => key);
  assert.deepEqual(keys(scan), ["k3", "k1", "k0", "k4", "k2"]);
  assert.deepEqual(keys({ ...scan, reverse: true }), ["k2", "k4", "k0", "k1", "k3"]);
  assert.deepEqual(keys({ ...scan, after: [3n, "k0"] }), ["k4", "k2"]);
  assert.deepEqual(keys({ ...scan, after: [3n, "k0"], reverse: true, limit: 1 }), ["k1"]);
  assert.deepEqual(keys({ ...scan, equals: ["a", 3n] }), ["k0", "k4"]);
  assert.deepEqual(keys({ ...scan, equals: ["b"] }), []);
  assert.deepEqual(keys({ ...scan, columns: ["isOpen"], equals: [1] }), ["k0", "k2", "k4"]);
  state.close();
});

test("leaves, ids, tiles and checkpoints are found as they were put", () => {
  const state = openState(":memory:", []);
  state.commit(() => {
    state.putLeaf({ position: 0, id: undefined, leaf: '{"kind":"genesis"}', effects: "" });
    state.putLeaf({ position: 1, id: "ab", leaf: '{"id":"ab"}', effects: "{}" });
    state.putTile(0, 0, Uint8Array.of(1));
    state.putTile(0, 0, Uint8Array.of(1, 2));
    state.putCheckpoint(1, "one");
    state.putCheckpoint(2, "two");
  });
  assert.deepEqual(state.leaf(1), { position: 1, id: "ab", leaf: '{"id":"ab"}', effects: "{}" });
  assert.equal(state.leaf(2), undefined);
  assert.deepEqual(
    state.leaves(0, 1).map(({ position }) => position),
    [0],
  );
  assert.equal(state.position("ab"), 1);
  assert.equal(state.position("cd"), undefined);
  assert.deepEqual(Uint8Array.from(state.tile(0, 0) ?? []), Uint8Array.of(1, 2));
  assert.equal(state.tile(1, 0), undefined);
  assert.deepEqual([state.checkpoint(), state.checkpoint(1), state.checkpoint(3)], ["two", "one", undefined]);
  assert.deepEqual(state.counts(), { blocks: 0, leaves: 2, ids: 1, tiles: 1, checkpoints: 2 });
  assert.throws(
    () => state.commit(() => state.putLeaf({ position: 2, id: "ab", leaf: "{}", effects: "" })),
    StateFailure,
  );
  state.close();
});
