import assert from "node:assert/strict";
import { test } from "node:test";
import type { Table } from "#kernel/table";
import { RowCache } from "./row-cache.ts";

/** More rows than the cache keeps. */
const MANY = 60_000;

/** The cache looks at nothing of a table but its name. */
const things = { name: "test_things" } as Table;
const others = { name: "test_others" } as Table;

/** Reads a row for the first time, in an entry of its own. */
function meet(cache: RowCache<number>, i: number): void {
  cache.forget();
  cache.set(things, `row ${i}`, i);
}

test("keeps what was read lately and forgets what nobody reads any more", () => {
  const cache = new RowCache<number>();
  for (let i = 0; i < MANY; i++) meet(cache, i);
  assert.equal(cache.get(things, `row ${MANY - 1}`), MANY - 1);
  assert.equal(cache.get(things, "row 0"), undefined);
});

test("keeps a row for as long as it is read again and again", () => {
  const cache = new RowCache<number>();
  cache.set(things, "hot", 1);
  for (let i = 0; i < MANY; i++) {
    meet(cache, i);
    if (i % 10_000 === 0) assert.equal(cache.get(things, "hot"), 1);
  }
});

test("replaces a row only where it is kept, and never gives an older one afterwards", () => {
  const cache = new RowCache<number>();
  cache.replace(things, "absent", 1);
  assert.equal(cache.get(things, "absent"), undefined);
  cache.set(things, "kept", 1);
  for (let i = 0; i < MANY; i++) {
    meet(cache, i);
    if (i % 5_000 === 0) cache.replace(things, "kept", i);
    const kept = cache.get(things, "kept");
    assert.equal(kept, i - (i % 5_000));
  }
});

test("forgets nothing while an entry runs, however much it reads", () => {
  const cache = new RowCache<number>();
  for (let i = 0; i < MANY; i++) cache.set(things, `row ${i}`, i);
  assert.equal(cache.get(things, "row 0"), 0);
});

test("keeps rows of the same key in two tables apart", () => {
  const cache = new RowCache<number>();
  cache.set(things, "a", 1);
  cache.set(others, "a", 2);
  assert.deepEqual([cache.get(things, "a"), cache.get(others, "a")], [1, 2]);
});
