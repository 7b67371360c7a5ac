import assert from "node:assert/strict";
import { test } from "node:test";
import { renderValue } from "./render-value.ts";

test("writes members and lists on lines of their own", () => {
  const value = {
    name: { zh: "中心", en: "centre" },
    roles: ["a", "b"],
    items: [{ id: "x", none: [] }, []],
    amount: "1250",
  };
  assert.equal(
    renderValue(value),
    [
      "name:",
      "  zh: 中心",
      "  en: centre",
      "roles:",
      "  - a",
      "  - b",
      "items:",
      "  - id: x",
      "    none: []",
      "  - []",
      "amount: 1250",
    ].join("\n"),
  );
});

test("keeps texts of several lines on one, and empty values visible", () => {
  assert.equal(
    renderValue({ note: "a\nb", empty: {}, nothing: null, yes: true }),
    'note: "a\\nb"\nempty: {}\nnothing: null\nyes: true',
  );
});

test("shows instants in the time of Beijing", () => {
  const time = Date.UTC(2026, 2, 6, 1, 0, 0);
  assert.equal(
    renderValue({ addedAt: time, count: time, boundAt: 45 }),
    `addedAt: 2026-03-06 09:00:00 +08:00\ncount: ${time}\nboundAt: 45`,
  );
});
