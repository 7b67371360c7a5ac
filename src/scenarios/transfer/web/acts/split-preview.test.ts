import assert from "node:assert/strict";
import { test } from "node:test";
import { splitPreview } from "./split-preview.ts";

const of = (...weights: readonly string[]) => weights.map((weight, i) => ({ personId: `person_${i}`, weight }));

test("an award is shared to the fen, and adds up", () => {
  const shares = splitPreview(100n, of("1", "1", "1"), []);
  assert.deepEqual([...(shares?.values() ?? [])], [34n, 33n, 33n]);
});

test("what earlier plans gave counts: who was given too much gets less now", () => {
  const before = [{ personId: "person_0", allotted: "80" }];
  const shares = splitPreview(120n, of("1", "1"), before);
  assert.equal(shares?.get("person_0"), 20n);
  assert.equal(shares?.get("person_1"), 100n);
});

test("there is no preview while a weight is missing, is no whole number, or all are zero", () => {
  assert.equal(splitPreview(100n, of("1", ""), []), undefined);
  assert.equal(splitPreview(100n, of("1", "1.5"), []), undefined);
  assert.equal(splitPreview(100n, of("0", "0"), []), undefined);
});
