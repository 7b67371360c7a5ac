import assert from "node:assert/strict";
import { test } from "node:test";
import { batchesOf } from "./line-batches.ts";

test("keeps every line, in order, in bodies of bounded size", () => {
  const lines = Array.from({ length: 5_000 }, (_, i) => ({ text: "揭".repeat(i % 700) }));
  const batches = batchesOf(lines);
  assert.deepEqual(batches.flat(), lines);
  for (const batch of batches) {
    assert.ok(batch.length > 0 && batch.length <= 1_000);
    assert.ok(Buffer.byteLength(batch.map(({ text }) => text).join("\n")) <= 4_194_304);
  }
});

test("sends a line alone that is larger than a body", () => {
  const lines = [{ text: "a" }, { text: "b".repeat(2_000_000) }, { text: "c" }];
  assert.deepEqual(
    batchesOf(lines).map((batch) => batch.length),
    [1, 1, 1],
  );
  assert.deepEqual(batchesOf([]), []);
});
