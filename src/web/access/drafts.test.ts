import assert from "node:assert/strict";
import { test } from "node:test";
import { draftIdOf } from "./drafts.ts";

test("ids of drafts fit an address, and two cases have two", () => {
  const about = (digit: string) => `deal_${digit.repeat(32)}`;
  const kind = "transfer.record-paper-price-notice-of-many-words";
  const [a, b] = [draftIdOf({ kind, about: about("a") }), draftIdOf({ kind, about: about("b") })];
  assert.match(a, /^[A-Za-z0-9_-]{1,64}$/);
  assert.notEqual(a, b);
  assert.equal(draftIdOf({ kind: "council.add-person" }), "council-add-person");
});
