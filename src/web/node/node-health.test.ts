import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesText, spanText } from "./node-health.ts";

test("bytes are told in the unit that reads well", () => {
  const told = [0, 999, 1_000, 1_540, 99_960, 123_456, 1_500_000, 20_971_520].map(bytesText);
  assert.deepEqual(told, ["0 B", "999 B", "1 kB", "1.5 kB", "100 kB", "123 kB", "1.5 MB", "21 MB"]);
});

test("a span of time is told by its two largest units", () => {
  const words = { day: "d", hour: "h", minute: "m", second: "s" };
  const told = [0, 59_999, 61_000, 3_600_000, 90_061_000].map((ms) => spanText(ms, words));
  assert.deepEqual(told, ["0 s", "59 s", "1 m 1 s", "1 h", "1 d 1 h"]);
});
