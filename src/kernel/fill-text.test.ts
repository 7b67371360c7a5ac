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
