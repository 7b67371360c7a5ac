import assert from "node:assert/strict";
import { test } from "node:test";
import { fillText } from "./fill-text.ts";

test("fills placeholders, again and again, and leaves those without a fact", () => {
  assert.equal(fillText("{a} of {b}, {a}", { a: 1, b: "三" }), "1 of 三, 1");
  assert.equal(fillText("{toString} {c}", {}), "{toString} {c}");
});

test("does not fill what a fact brings", () => {
  assert.equal(fillText("{a}", { a: "{b}", b: "no" }), "{b}");
});

test("counts as a language with a plural does", () => {
  const text = "{count} {count:line waits|lines wait} for {who}";
  assert.equal(fillText(text, { count: 1, who: "the bank" }), "1 line waits for the bank");
  assert.equal(fillText(text, { count: "2", who: "the bank" }), "2 lines wait for the bank");
  assert.equal(fillText(text, { count: 0, who: "the bank" }), "0 lines wait for the bank");
  assert.equal(fillText("{other:a|b}", { count: 1 }), "{other:a|b}");
});
