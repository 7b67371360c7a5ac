import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { compareText } from "./text-order.ts";

test("orders texts as their UTF-8 bytes, beyond the basic plane too", (t) => {
  // U+1F600 is written with the surrogate D83D, which UTF-16 order puts before U+FF5E.
  assert.ok("\u{1f600}" < "\uff5e");
  assert.ok(compareText("\u{1f600}", "\uff5e") > 0);
  assert.ok(compareText("a", "ab") < 0);
  assert.equal(compareText("ab", "ab"), 0);
  const unit = fc.constantFrom("a", "b", "\u4e2d", "\ue000", "\uff5e", "\u{10000}", "\u{1f600}", "\u{10ffff}");
  const text = fc.array(unit, { maxLength: 4 }).map((parts) => parts.join(""));
  const property = fc.property(text, text, (a, b) => {
    assert.equal(Math.sign(compareText(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
  });
  fc.assert(property, randomSeed(t, 5_000));
});
