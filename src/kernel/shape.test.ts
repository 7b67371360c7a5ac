import assert from "node:assert/strict";
import { test } from "node:test";
import { INT64_MAX } from "#kernel/int64";
import type { Json, JsonObject } from "#kernel/json";
import { check, columnKind, type Issue, jsonSchema, read, type Shape, shape, write } from "#kernel/shape";

/** Codes of the issues of one field. */
function codes(field: Shape<unknown>, value: Json): readonly string[] {
  const checked = check(field, value);
  return checked.ok ? [] : checked.issues.map(({ code }) => code);
}

function issuesOf(wanted: Shape<unknown>, value: Json): readonly Issue[] {
  const checked = check(wanted, value);
  assert(!checked.ok);
  return checked.issues;
}

const HASH = "0a".repeat(32);
const KEY = "A".repeat(43).concat("=");

test("every issue has its code", () => {
  const cases: readonly (readonly [code: string, field: Shape<unknown>, values: readonly Json[]])[] = [
    ["wrong_type", shape.text(0, 9), [1, null, true, [], {}]],
    ["wrong_type", shape.int(0, 9), ["1", null, {}]],
    ["wrong_type", shape.bool(), [0, "true", null]],
    ["wrong_type", shape.amount(), [1, null]],
    ["wrong_type", shape.array(shape.bool(), 0, 2), [{}, "a", null]],
    ["wrong_type", shape.object({}), [[], "a", null, 1]],
    ["not_integer", shape.int(0, 9), [1.5]],
    ["not_one_of", shape.choice(["a", "b"]), ["c", "A", 1, null]],
    ["too_small", shape.int(2, 9), [1, -3]],
    ["too_large", shape.int(2, 9), [10, Number.MAX_SAFE_INTEGER + 1]],
    ["too_large", shape.basisPoints(), [10_001]],
    ["too_small", shape.instant(), [-1]],
    ["too_large", shape.instant(), [253_402_300_800_000]],
    ["too_small", shape.amount(1n), ["0", "-1"]],
    ["too_large", shape.amount(0n, 5n), ["6"]],
    ["too_short", shape.text(2, 4), ["a"]],
    ["too_long", shape.text(2, 4), ["abcde", "😀😀😀😀😀"]],
    ["too_short", shape.array(shape.bool(), 1, 2), [[]]],
    ["too_long", shape.array(shape.bool(), 1, 2), [[true, true, true]]],
    [
      "bad_text",
      shape.text(0, 9),
      [" a", "a ", "a\n", "a\tb", "a\u0000", "\u202ea", "\u2066a", "\ufeffa", "e\u0301", "\ud800"],
    ],
    ["bad_text", shape.note(9), ["a", "a\r\n", "a\u0000\n", "\ud800\n"]],
    [
      "bad_amount",
      shape.amount(),
      ["", "01", "+1", "-0", "1.0", "1e3", " 1", "9223372036854775808", "-9223372036854775808"],
    ],
    [
      "bad_id",
      shape.id("deal"),
      ["deal_", `case_${"0".repeat(32)}`, `deal_${"0".repeat(31)}`, `deal_${"A".repeat(32)}`],
    ],
    [
      "bad_day",
      shape.day(),
      ["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "260401"],
    ],
    ["bad_hash", shape.hash(), ["", HASH.slice(1), HASH.toUpperCase(), `${HASH}0`]],
    ["bad_hash", shape.personal(9), ["a name in the open"]],
    ["bad_base64", shape.base64(32), ["", KEY.slice(1), KEY.replace("=", ""), "A".repeat(42).concat("B=")]],
  ];
  for (const [code, field, values] of cases) {
    for (const value of values) assert.ok(codes(field, value).includes(code), `${JSON.stringify(value)}: ${code}`);
  }
});

test("takes values at the edge of what is allowed", () => {
  const cases: readonly (readonly [field: Shape<unknown>, values: readonly Json[]])[] = [
    [shape.text(0, 4), ["", "abcd", "a b", "a\nb", "三链", "é", "😀😀😀😀"]],
    [shape.note(4), ["\n", "a\n\n", " a\n", "三链\n"]],
    [shape.int(2, 9), [2, 9]],
    [shape.instant(), [0, 253_402_300_799_999]],
    [shape.day(), ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"]],
    [shape.base64(32), [KEY]],
    [shape.hash(), [HASH]],
    [shape.nullable(shape.int(0, 1)), [null, 1]],
    [shape.choice(["a", "b"]), ["b"]],
  ];
  for (const [field, values] of cases)
    for (const value of values) assert.deepEqual(codes(field, value), [], `${value}`);
  assert.deepEqual(check(shape.amount(), INT64_MAX.toString()), { ok: true, value: INT64_MAX });
  assert.deepEqual(check(shape.amount(), (-INT64_MAX).toString()), { ok: true, value: -INT64_MAX });
});

const order = shape.object({
  title: shape.text(1, 9),
  note: shape.optional(shape.text(0, 9)),
  lines: shape.array(shape.object({ amount: shape.amount(1n), on: shape.day() }), 1, 3),
  pay: shape.oneOf("kind", [
    shape.object({ kind: shape.choice(["bank"]), account: shape.text(1, 9) }),
    shape.object({ kind: shape.choice(["cash"]) }),
  ]),
});

const ORDER = { title: "a", lines: [{ amount: "5", on: "2026-03-06" }], pay: { kind: "cash" } };

test("names the place of every issue and what the rule wants", () => {
  assert.deepEqual(issuesOf(order, { ...ORDER, lines: [{ amount: "0", on: "2026-03-06", more: 1 }], extra: 1 }), [
    { path: "lines.0.amount", code: "too_small", wants: { min: "1" } },
    { path: "lines.0.more", code: "unknown_field", wants: {} },
    { path: "extra", code: "unknown_field", wants: {} },
  ]);
  assert.deepEqual(issuesOf(order, { lines: [{}], pay: ORDER.pay }), [
    { path: "title", code: "required", wants: {} },
    { path: "lines.0.amount", code: "required", wants: {} },
    { path: "lines.0.on", code: "required", wants: {} },
  ]);
  assert.deepEqual(issuesOf(shape.id("deal"), "x"), [{ path: "", code: "bad_id", wants: { prefix: "deal" } }]);
  assert.deepEqual(issuesOf(shape.choice(["a", "b"]), "c"), [
    { path: "", code: "not_one_of", wants: { values: "a, b" } },
  ]);
});

test("tells alternatives apart by their tag", () => {
  for (const pay of [{ kind: "coin" }, {}, { kind: 1 }]) {
    assert.deepEqual(issuesOf(order, { ...ORDER, pay }), [{ path: "pay.kind", code: "not_one_of", wants: {} }]);
  }
  assert.deepEqual(issuesOf(order, { ...ORDER, pay: { kind: "bank" } }), [
    { path: "pay.account", code: "required", wants: {} },
  ]);
  assert.deepEqual(codes(order, { ...ORDER, pay: { kind: "cash", account: "a" } }), ["unknown_field"]);
  assert.deepEqual(codes(order, { ...ORDER, pay: "cash" }), ["wrong_type"]);
});

test("an optional field may be absent and is never null", () => {
  assert.deepEqual(codes(order, { ...ORDER, note: "" }), []);
  assert.deepEqual(codes(order, { ...ORDER, note: null }), ["wrong_type"]);
});

test("finds a field with the name of something that every object inherits", () => {
  const sly = JSON.parse('{"__proto__":{"title":"a"},"title":"a"}') as Json;
  assert.deepEqual(codes(shape.object({ title: shape.text(1, 9) }), sly), ["unknown_field"]);
  assert.deepEqual(codes(shape.object({ title: shape.text(1, 9) }), { title: "a", constructor: 1 }), ["unknown_field"]);
});

test("counts the length of texts in code points, when it checks and when it writes", () => {
  const name = shape.text(2, 3);
  for (const text of ["😀", "a", "😀😀😀😀", "abcd"]) {
    assert.equal(check(name, text).ok, false);
    assert.throws(() => write(name, text), TypeError);
  }
  for (const text of ["😀😀", "😀😀😀", "a😀", "ab😀", "abc"]) {
    assert.deepEqual(check(name, text), { ok: true, value: text });
    assert.equal(write(name, text), `"${text}"`);
  }
});

test("never throws, whatever it is given", () => {
  const odd: readonly Json[] = [null, [], {}, "", 0, -0, 1e21, "\ud800", [[[[]]]], { "": null }];
  for (const value of odd) assert.equal(check(order, value).ok, false);
});

test("reads back what it decoded and throws on what it never wrote", () => {
  assert.deepEqual(read(shape.object({ a: shape.amount() }), { a: "7" }), { a: 7n });
  assert.throws(() => read(shape.object({ a: shape.amount() }), { a: 7 }));
});

test("describes what a client sends as JSON Schema", () => {
  const schema = jsonSchema(order);
  assert.equal(schema["$schema"], undefined);
  assert.equal(schema["additionalProperties"], false);
  assert.deepEqual(schema["required"], ["title", "lines", "pay"]);
  const { title, lines } = schema["properties"] as Record<string, JsonObject>;
  assert.deepEqual(title, { type: "string", minLength: 1, maxLength: 9 });
  const { amount } = (lines as { items: { properties: Record<string, JsonObject> } }).items.properties;
  assert.equal(amount?.["type"], "string");
  assert.match("-12", new RegExp(String(amount?.["pattern"])));
});

test("tells forms what a number or a text stands for", () => {
  const row = shape.object({ on: shape.day(), at: shape.instant(), share: shape.basisPoints(), key: shape.base64(32) });
  const { on, at, share, key } = jsonSchema(row)["properties"] as Record<string, JsonObject>;
  assert.deepEqual(on, { type: "string", format: "date" });
  assert.equal(at?.["unit"], "milliseconds");
  assert.equal(share?.["unit"], "basis-points");
  assert.equal(key?.["contentEncoding"], "base64");
});

test("says how a column sorts, and refuses columns that have no order", () => {
  const row = shape.object({
    id: shape.id("thing"),
    name: shape.text(1, 9),
    kind: shape.choice(["a"]),
    on: shape.day(),
    at: shape.instant(),
    isOpen: shape.bool(),
    sum: shape.amount(),
    maybe: shape.optional(shape.int(0, 1)),
    none: shape.nullable(shape.int(0, 1)),
    list: shape.array(shape.int(0, 1), 0, 1),
  });
  for (const column of ["id", "name", "kind", "on"]) assert.equal(columnKind(row, column), "text", column);
  for (const column of ["at", "isOpen"]) assert.equal(columnKind(row, column), "number", column);
  assert.equal(columnKind(row, "sum"), "amount");
  for (const column of ["maybe", "none", "list", "missing"]) assert.throws(() => columnKind(row, column), TypeError);
});
