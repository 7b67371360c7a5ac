import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonSchema, shape } from "#kernel/shape";
import { groupOf } from "./entry.ts";
import { fieldsOf } from "./field.ts";
import { restoredGroup } from "./restored-group.ts";

const input = shape.object({
  title: shape.text(1, 20),
  price: shape.amount(),
  shares: shape.array(shape.object({ name: shape.text(1, 9), weight: shape.int(0, 9) }), 0, 3),
});
const fields = fieldsOf(jsonSchema(input), { label: () => undefined, group: () => undefined, choice: () => undefined });

test("a draft comes back as it was typed, and what it lacks as the form begins", () => {
  const fresh = groupOf(fields, { title: "制动盘", price: 100n });
  const kept = { price: "1,250 万", shares: [{ name: "甲", weight: "x" }, { name: "乙" }] };
  assert.deepEqual(restoredGroup(fields, fresh, kept), {
    title: "制动盘",
    price: "1,250 万",
    shares: [
      { name: "甲", weight: "x" },
      { name: "乙", weight: "" },
    ],
  });
});

test("a draft of an older form gives what still fits, and none leaves the form as it is", () => {
  const fresh = groupOf(fields);
  const kept = { title: ["a list"], price: { a: "group" }, shares: "text", gone: "x" };
  assert.deepEqual(restoredGroup(fields, fresh, kept), fresh);
  for (const none of [undefined, null, "text", [1]]) assert.deepEqual(restoredGroup(fields, fresh, none), fresh);
});
