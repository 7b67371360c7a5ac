import assert from "node:assert/strict";
import { test } from "node:test";
import { RowCache } from "./row-cache.ts";

/** More rows than the cache keeps. */
const MANY = 60_000;

function fill(cache: RowCache<number>, from: number, to: number): void {
  for (let i = from; i < to; i++) cache.set(`row ${i}`, i);
}

test("keeps what was read lately and forgets what nobody reads any more", () => {
  const cache = new RowCache<number>();
  fill(cache, 0, MANY);
  assert.equal(cache.get(`row ${MANY - 1}`), MANY - 1);
  assert.equal(cache.get("row 0"), undefined);
});

test("keeps a row for as long as it is read again and again", () => {
  const cache = new RowCache<number>();
  cache.set("hot", 1);
  for (let i = 0; i < MANY; i++) {
    cache.set(`row ${i}`, i);
    if (i % 10_000 === 0) assert.equal(cache.get("hot"), 1);
  }
});

test("replaces a row only where it is kept, and never gives an older one afterwards", () => {
  const cache = new RowCache<number>();
  cache.replace("absent", 1);
  assert.equal(cache.get("absent"), undefined);
  cache.set("kept", 1);
  for (let i = 0; i < MANY; i++) {
    cache.set(`row ${i}`, i);
    if (i % 5_000 === 0) cache.replace("kept", i);
    const kept = cache.get("kept");
    assert.equal(kept, i - (i % 5_000));
  }
});
