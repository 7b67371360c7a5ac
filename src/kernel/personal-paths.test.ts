import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonSchema, personalPaths, shape } from "#kernel/shape";
import { personalFieldsOf, personalPathsOf } from "./personal-paths.ts";

const input = shape.object({
  name: shape.personal(10),
  city: shape.text(1, 10),
  lines: shape.array(shape.object({ note: shape.optional(shape.personal(10)) }), 0, 3),
  contact: shape.oneOf("kind", [
    shape.object({ kind: shape.choice(["phone"]), number: shape.personal(20) }),
    shape.object({ kind: shape.choice(["none"]) }),
  ]),
});

test("names personal fields at the top, in lists and in alternatives", () => {
  assert.deepEqual(personalPathsOf(jsonSchema(input)), ["name", "lines.*.note", "contact.number"]);
});

test("gives the same paths for a shape as for its schema", () => {
  assert.deepEqual(personalPaths(input), personalPathsOf(jsonSchema(input)));
});

test("finds nothing where nothing is personal", () => {
  assert.deepEqual(personalPathsOf(jsonSchema(shape.object({ city: shape.text(1, 10) }))), []);
});

test("names a field once that several alternatives have, with the longest value allowed", () => {
  const person = shape.oneOf("kind", [
    shape.object({ kind: shape.choice(["employee"]), name: shape.personal(10) }),
    shape.object({ kind: shape.choice(["guest"]), name: shape.personal(30), from: shape.nullable(shape.personal(5)) }),
  ]);
  assert.deepEqual(personalFieldsOf(jsonSchema(shape.object({ person }))), [
    { path: "person.name", lengthMax: 30 },
    { path: "person.from", lengthMax: 5 },
  ]);
});
