import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyTable } from "#kernel/scenario";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type Find, type WriteTable } from "#kernel/table";
import { openState } from "#sqlite/sqlite-state";
import { randomSeed } from "../../test/support/random-seed.ts";
import { LimitExceeded, type Limits, PROTOCOL_1_LIMITS } from "./limits.ts";
import { Rows, readHandle } from "./rows.ts";
import type { State } from "./state.ts";

const thingRow = shape.object({
  id: shape.text(1, 30),
  group: shape.text(1, 9),
  count: shape.amount(),
  isOpen: shape.bool(),
  n: shape.int(-9, 9),
  parts: shape.array(shape.object({ z: shape.int(0, 9), a: shape.amount() }), 0, 3),
  note: shape.optional(shape.text(0, 9)),
});
type Thing = Infer<typeof thingRow>;

const things = defineTable({
  name: "test_things",
  row: thingRow,
  key: (row: Thing) => row.id,
  indexes: { byGroup: ["group", "count"], byOpen: ["isOpen", "n"], byN: ["n"] },
  visible: () => true,
});
type Things = WriteTable<Thing, typeof things.indexes>;

function thing(id: string, more: Partial<Thing> = {}): Thing {
  return { id, group: "g", count: 0n, isOpen: true, n: 0, parts: [], ...more };
}

/** Rows on a state in memory, as an executor uses them. */
class Bench {
  readonly state: State = openState(":memory:", [anyTable(things)]);
  rows: Rows;

  constructor(limits: Limits = PROTOCOL_1_LIMITS) {
    this.rows = new Rows(this.state, limits);
  }

  get table(): Things {
    return this.rows.handle(things, this.flush);
  }

  readonly flush = (): void => this.rows.flush((table, key, text) => this.state.putRow(table, key, text));

  /** Stores what was kept and starts over with nothing in memory, as after a restart. */
  restart(): void {
    this.flush();
    this.rows = new Rows(this.state, PROTOCOL_1_LIMITS);
  }
}

test("an entry sees its own writes, and nobody sees them after it was undone", () => {
  const bench = new Bench();
  bench.table.put(thing("a", { n: 1 }));
  assert.equal(bench.table.get("a")?.n, 1);
  bench.rows.undo();
  assert.equal(bench.table.get("a"), undefined);
  bench.table.put(thing("a", { n: 2 }));
  bench.rows.keep();
  bench.table.delete("a");
  assert.equal(bench.table.get("a"), undefined);
  assert.deepEqual(bench.table.list(), []);
  bench.rows.undo();
  assert.equal(bench.table.get("a")?.n, 2);
});

test("an entry leaves each row once, as it wrote it last, in the order of table and key", () => {
  const { rows, table } = new Bench();
  for (const id of ["b", "a", "B", "a.b", "a/b"]) table.put(thing(id));
  table.put(thing("a", { n: 5 }));
  table.delete("b");
  const kept = rows.keep();
  assert.deepEqual(
    kept.map(({ key, text }) => [key, text === undefined ? "deleted" : (JSON.parse(text) as Thing).n]),
    [
      ["B", 0],
      ["a", 5],
      ["a.b", 0],
      ["a/b", 0],
      ["b", "deleted"],
    ],
  );
  assert.deepEqual(rows.keep(), []);
});

test("rows are frozen to their depth, and what was put may still be changed", () => {
  const { rows, table } = new Bench();
  const own = { ...thing("a"), parts: [{ z: 1, a: 2n }] };
  table.put(own);
  own.parts.push({ z: 3, a: 4n });
  rows.keep();
  const row = table.get("a") as { n: number; parts: { z: number }[] };
  assert.equal(row.parts.length, 1);
  assert.throws(() => {
    row.n = 1;
  }, TypeError);
  assert.throws(() => row.parts.push({ z: 1 }), TypeError);
  assert.throws(() => {
    (row.parts[0] as { z: number }).z = 9;
  }, TypeError);
});

test("a row that was just written looks to the last detail like one read from the disk", () => {
  const bench = new Bench();
  // Columns in another order than the shape's, and a negative zero that JSON does not know.
  bench.table.put({ parts: [{ a: 1n, z: -0 }], n: -0, isOpen: true, count: 0n, group: "g", note: "", id: "a" });
  bench.rows.keep();
  const detail = (): unknown[] => {
    const row = bench.table.get("a") as Thing;
    return [
      Object.entries(row),
      Object.entries(row.parts[0] ?? {}),
      Object.is(row.n, 0),
      Object.is(row.parts[0]?.z, 0),
    ];
  };
  const warm = detail();
  bench.restart();
  assert.deepEqual(detail(), warm);
  assert.deepEqual(warm.slice(2), [true, true]);
});

test("an entry meets one and the same object for a row, whatever is forgotten or stored in between", () => {
  for (const isWarm of [true, false]) {
    const bench = new Bench();
    bench.table.put(thing("a"));
    bench.rows.keep();
    if (!isWarm) bench.restart();
    bench.rows.begin();
    const mine = bench.table.get("a");
    const [found] = bench.table.find({ index: "byN" });
    assert.equal(found, mine);
    assert.equal(bench.table.get("a"), mine);
    assert.deepEqual(
      bench.table.list().filter((row) => row !== mine),
      [],
    );
  }
});

test("a row that does not fit its table, or a key that is none, is refused and not written", () => {
  const { rows, table } = new Bench();
  for (const wrong of [{ n: 10 }, { n: 0.5 }, { count: 2n ** 63n }, { group: "" }, { note: undefined }, { more: 1 }]) {
    assert.throws(() => table.put({ ...thing("a"), ...wrong } as Thing), TypeError, JSON.stringify(Object.keys(wrong)));
  }
  for (const id of ["a b", "é", "a'b"]) assert.throws(() => table.put(thing(id)), /cannot be a key/);
  assert.throws(() => table.delete(""), /cannot be a key/);
  assert.deepEqual(rows.keep(), []);
});

test("nothing that a contract asks for reaches the database as an error", () => {
  const { table } = new Bench();
  const notKeys: unknown[] = ["", "a b", "\u0000", "\ud800", "x".repeat(10_000), undefined, 5, {}];
  for (const key of notKeys) assert.equal(table.get(key as string), undefined);
  for (const limit of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "1", 2 ** 60]) {
    assert.throws(() => table.list(undefined, limit as number), /is no number of rows/);
    assert.throws(() => table.find({ index: "byN", limit: limit as number }), /is no number of rows/);
  }
  assert.throws(() => table.find({ index: "byGroup", equals: { group: "g", count: 2n ** 63n } }), /64 signed bits/);
  assert.throws(() => table.find({ index: "byGroup", equals: { count: 1n } }), /first columns/);
  assert.throws(() => table.find({ index: "byNone" as "byN" }), /has no index/);
  assert.throws(() => table.find({ index: "byN", equals: { n: null as never } }), /a column is text or a number/);
  assert.deepEqual(table.find({ index: "byN", limit: 0 }), []);
  assert.deepEqual(table.find({ index: "byN", after: "nobody" }), []);
});

test("what goes over a limit throws, and is known to be over it when a contract catches that", () => {
  const writing = new Bench({ rowsRead: 9, rowsWritten: 2, bytesWritten: 500 });
  writing.table.put(thing("a"));
  writing.table.put(thing("b"));
  writing.table.put(thing("b", { n: 1 }));
  assert.equal(writing.rows.isOverLimit, false);
  assert.throws(() => writing.table.put(thing("c")), LimitExceeded);
  assert.equal(writing.rows.isOverLimit, true);
  writing.rows.undo();
  writing.rows.begin();
  assert.equal(writing.rows.isOverLimit, false);
  for (let i = 0; i < 7; i++) writing.table.put(thing("a", { n: i }));
  assert.throws(() => writing.table.put(thing("a", { n: 7 })), LimitExceeded, "every write costs its bytes");
});

test("reads cost the same whether rows are in memory or not", () => {
  const bench = new Bench();
  for (let i = 0; i < 8; i++) bench.table.put(thing(`t${i}`, { n: i }));
  bench.rows.keep();
  bench.flush();
  const limits = { ...PROTOCOL_1_LIMITS };
  const warm = new Rows(bench.state, limits);
  warm.handle(things, bench.flush).list();
  /** The smallest limit within which the reads fit. */
  const costOf = (rowsOf: () => Rows, use: (table: Things) => unknown): number => {
    for (limits.rowsRead = 0; ; limits.rowsRead++) {
      const rows = rowsOf();
      rows.begin();
      try {
        use(rows.handle(things, bench.flush));
        return limits.rowsRead;
      } catch (error) {
        if (!(error instanceof LimitExceeded)) throw error;
      }
    }
  };
  const uses: readonly (readonly [cost: number, use: (table: Things) => unknown])[] = [
    [1, (table) => table.get("t0")],
    [1, (table) => table.get("none")],
    [16, (table) => table.list()],
    [5, (table) => table.find({ index: "byN", after: "t3", limit: 2 })],
  ];
  for (const [cost, use] of uses) {
    assert.equal(
      costOf(() => warm, use),
      cost,
    );
    assert.equal(
      costOf(() => new Rows(bench.state, limits), use),
      cost,
    );
  }
});

// UTF-16 order puts the emoji before the full-width tilde, code points and UTF-8 after it.
const GROUPS = ["g", "gg", "\uff5e", "😀", "G", "三"];
const KEYS = ["a", "b", "c", "d", "a.1", "a/1", "Z"];

const row: fc.Arbitrary<Thing> = fc.record(
  {
    id: fc.constantFrom(...KEYS),
    group: fc.constantFrom(...GROUPS),
    count: fc.constantFrom(-(2n ** 63n) + 1n, -1n, 0n, 1n, 10n, 9n, 2n ** 63n - 1n),
    isOpen: fc.boolean(),
    n: fc.integer({ min: -2, max: 2 }),
    parts: fc.constant([]),
  },
  { noNullPrototype: true },
);
const paging = {
  after: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
  limit: fc.integer({ min: 0, max: 8 }),
  reverse: fc.boolean(),
};
type Wanted = Find<typeof things.indexes>;
const wanted = fc.oneof(
  fc.record({ index: fc.constantFrom("byN" as const, "byGroup" as const, "byOpen" as const), ...paging }),
  fc.record({
    index: fc.constant("byGroup" as const),
    equals: fc.record({ group: fc.constantFrom(...GROUPS) }),
    ...paging,
  }),
  fc.record({ index: fc.constant("byGroup" as const), equals: fc.constant({ group: "g", count: 0n }), ...paging }),
  fc.record({ index: fc.constant("byOpen" as const), equals: fc.record({ isOpen: fc.boolean() }), ...paging }),
) as fc.Arbitrary<Wanted>;
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant("put" as const), row }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("delete" as const), key: fc.constantFrom(...KEYS) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("find" as const), wanted }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("list" as const), after: paging.after, limit: paging.limit }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("keep" as const, "undo" as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("flush" as const, "restart" as const) }) },
);

/** What the rows must do, without index, cache or database. */
class Model {
  #kept = new Map<string, Thing>();
  #entry = new Map<string, Thing>();

  put(thing: Thing): void {
    this.#entry.set(thing.id, thing);
  }

  delete(key: string): void {
    this.#entry.delete(key);
  }

  keep(): void {
    this.#kept = new Map(this.#entry);
  }

  undo(): void {
    this.#entry = new Map(this.#kept);
  }

  find({ index, equals = {}, after, limit = 1_000, reverse = false }: Wanted): Thing[] {
    if (after !== undefined && !this.#entry.has(after)) return [];
    const columns = [...things.indexes[index], "id"] as (keyof Thing)[];
    const matching = [...this.#entry.values()].filter((each) =>
      Object.entries(equals).every(([column, value]) => each[column as keyof Thing] === value),
    );
    const start = this.#entry.get(after ?? "");
    // Only the columns after the fixed ones order the result: the row to start after may have other values there.
    const order = columns.slice(Object.keys(equals).length);
    const sorted = matching.sort((a, b) => compare(a, b, order) * (reverse ? -1 : 1));
    const rest = sorted.filter((each) => start === undefined || compare(each, start, order) * (reverse ? -1 : 1) > 0);
    return rest.slice(0, limit);
  }

  list(after: string | undefined, limit: number): Thing[] {
    const sorted = [...this.#entry.values()].sort((a, b) => compare(a, b, ["id"]));
    return sorted.filter(({ id }) => after === undefined || id > after).slice(0, limit);
  }
}

function compare(a: Thing, b: Thing, columns: readonly (keyof Thing)[]): number {
  for (const column of columns) {
    const [left, right] = [a[column], b[column]];
    const order =
      typeof left === "string"
        ? Buffer.compare(Buffer.from(left), Buffer.from(right as string))
        : Number(left) - Number(right);
    // Amounts at the edge of 64 bits differ by more than a double tells.
    if (typeof left === "bigint" && left !== right) return left < (right as bigint) ? -1 : 1;
    if (order !== 0) return order;
  }
  return 0;
}

test("does what a plain list of rows does, through every order of writing, undoing, storing and restarting", (t) => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const [bench, model] = [new Bench(), new Model()];
      for (const each of steps) perform(each, bench, model);
      bench.state.close();
    }),
    randomSeed(t, 400),
  );
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function perform(each: Step, bench: Bench, model: Model): void {
  if (each.act === "put") {
    bench.table.put(each.row);
    model.put(each.row);
  } else if (each.act === "delete") {
    bench.table.delete(each.key);
    model.delete(each.key);
  } else if (each.act === "find") {
    assert.deepEqual(bench.table.find(each.wanted).map(plain), model.find(each.wanted));
  } else if (each.act === "list") {
    assert.deepEqual(bench.table.list(each.after, each.limit).map(plain), model.list(each.after, each.limit));
  } else if (each.act === "flush") {
    bench.flush();
  } else if (each.act === "keep") {
    bench.rows.keep();
    model.keep();
  } else {
    bench.rows.undo();
    if (each.act === "restart") bench.restart();
    model.undo();
  }
}

/** The row with its columns in the order of the model's. */
function plain({ id, group, count, isOpen, n }: Thing): Thing {
  return { id, group, count, isOpen, n, parts: [] };
}

test("queries find what contracts find, page by page, without the rows that their viewer may not see", (t) => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), wanted, (rows, find) => {
      const [bench, model] = [new Bench(), new Model()];
      for (const each of rows) perform({ act: "put", row: each }, bench, model);
      bench.rows.keep();
      bench.flush();
      const all = readHandle(bench.state, things, () => true);
      assert.deepEqual(all.find(find).map(plain), model.find(find));
      const open = readHandle(bench.state, things, ({ isOpen }) => isOpen);
      const visible = model.find({ ...find, limit: 1_000 }).filter(({ isOpen }) => isOpen);
      assert.deepEqual(open.find(find).map(plain), visible.slice(0, find.limit));
      for (const key of KEYS) assert.equal(open.get(key)?.isOpen ?? true, true);
      bench.state.close();
    }),
    randomSeed(t, 200),
  );
});
