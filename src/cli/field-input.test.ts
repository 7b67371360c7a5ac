import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonSchema, shape } from "#kernel/shape";
import { CliProblem } from "./cli-problem.ts";
import { fieldInput } from "./field-input.ts";

const schema = jsonSchema(
  shape.object({
    name: shape.object({ zh: shape.text(1, 9), en: shape.text(1, 9) }),
    amount: shape.amount(),
    days: shape.int(1, 60),
    isOpen: shape.bool(),
    roles: shape.array(shape.text(1, 9), 0, 9),
    shares: shape.array(shape.int(0, 9), 0, 9),
    leader: shape.nullable(shape.int(1, 9)),
    way: shape.oneOf("kind", [
      shape.object({ kind: shape.choice(["cash"]), percent: shape.int(0, 100) }),
      shape.object({ kind: shape.choice(["none"]) }),
    ]),
  }),
);

const codeOf = (...words: readonly string[]): string => {
  try {
    return JSON.stringify(fieldInput(schema, words));
  } catch (error) {
    assert.ok(error instanceof CliProblem);
    return error.code;
  }
};

test("reads each field by its schema", () => {
  const words = ["name.zh=中心", "name.en=centre", "amount=1250000000", "days=15", "isOpen=true", "leader=null"];
  assert.deepEqual(fieldInput(schema, words), {
    name: { zh: "中心", en: "centre" },
    amount: "1250000000",
    days: 15,
    isOpen: true,
    leader: null,
  });
});

test("makes lists of what is given again", () => {
  assert.deepEqual(fieldInput(schema, ["roles=a", "roles=b=c", "shares=1"]), { roles: ["a", "b=c"], shares: [1] });
});

test("reads alternatives, and JSON as it is", () => {
  assert.deepEqual(fieldInput(schema, ["way.kind=cash", "way.percent=97"]), { way: { kind: "cash", percent: 97 } });
  assert.deepEqual(fieldInput(schema, ['roles:=["x","y"]', "name:={}"]), { roles: ["x", "y"], name: {} });
});

test("adds to what a file holds and replaces what it says otherwise", () => {
  const file = { days: 3, name: { zh: "旧" }, roles: ["old"] };
  assert.deepEqual(fieldInput(schema, ["days=4", "name.en=e", "roles=new"], file), {
    days: 4,
    name: { zh: "旧", en: "e" },
    roles: ["new"],
  });
  assert.deepEqual(file.roles, ["old"]);
});

test("leaves what does not fit for the node to name", () => {
  assert.deepEqual(fieldInput(schema, ["days=soon", "other=1", "amount=1.5"]), {
    days: "soon",
    other: "1",
    amount: "1.5",
  });
  assert.deepEqual(fieldInput(schema, ["days=007", "shares=99999999999999999"]), {
    days: "007",
    shares: ["99999999999999999"],
  });
});

test("refuses words that are no fields, and fields given twice", () => {
  for (const word of ["days", "=1", "1x=2", "__proto__.x=1", "a.__proto__=1"])
    assert.equal(codeOf(word), "field_unfit");
  assert.equal(codeOf("days=1", "days=2"), "field_twice");
  assert.equal(codeOf("days=1", "days.x=2"), "field_twice");
  assert.equal(codeOf("roles:=["), "json_unfit");
});
