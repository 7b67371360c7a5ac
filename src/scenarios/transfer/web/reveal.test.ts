import assert from "node:assert/strict";
import { test } from "node:test";
import { shownParts } from "./reveal.ts";

test("parts appear one after the other, and stay", () => {
  const parts = ["rest", "leader", "member"];
  assert.deepEqual([...shownParts(parts, 0)], []);
  assert.deepEqual([...shownParts(parts, 2)], ["rest", "leader"]);
  assert.deepEqual([...shownParts(parts, 9)], parts);
});
