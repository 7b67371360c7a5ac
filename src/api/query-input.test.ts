import assert from "node:assert/strict";
import { test } from "node:test";
import { check, jsonSchema, shape } from "#kernel/shape";
import { queryInput } from "./query-input.ts";

const input = shape.object({
  count: shape.int(-10, 10),
  isOpen: shape.optional(shape.bool()),
  amount: shape.optional(shape.amount()),
  name: shape.optional(shape.text(1, 9)),
  days: shape.optional(shape.array(shape.int(0, 9), 0, 3)),
  limit: shape.optional(shape.nullable(shape.int(0, 9))),
});
const schema = jsonSchema(input);

test("texts become numbers, booleans, lists and null where the schema wants them", () => {
  const read = queryInput(schema, {
    count: "-7",
    isOpen: "true",
    amount: "12",
    name: "12",
    days: ["1", "2"],
    limit: "null",
  });
  assert.deepEqual(read, { count: -7, isOpen: true, amount: "12", name: "12", days: [1, 2], limit: null });
  assert.equal(check(input, read).ok, true);
  assert.deepEqual(queryInput(schema, { days: "3", limit: "4" }), { days: [3], limit: 4 });
});

test("what does not fit stays text, so that the shape reports it", () => {
  const odd = { count: "1e3", isOpen: "yes", days: ["x"], limit: "-0", colour: "red" };
  assert.deepEqual(queryInput(schema, odd), odd);
  for (const count of ["", "01", "+1", " 1", "0x1", "1.0", "9".repeat(20), "--1"]) {
    assert.deepEqual(queryInput(schema, { count }), { count });
  }
});

test("names of object members are not taken for fields", () => {
  const read = queryInput(schema, JSON.parse('{"__proto__":["1"],"constructor":"2"}'));
  assert.deepEqual(Object.keys(read), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
});

test("lang chooses the language unless the query has such a field", () => {
  assert.deepEqual(queryInput(schema, { count: "1", lang: "zh" }), { count: 1 });
  const withLang = jsonSchema(shape.object({ lang: shape.choice(["zh", "en"]) }));
  assert.deepEqual(queryInput(withLang, { lang: "zh" }), { lang: "zh" });
});
