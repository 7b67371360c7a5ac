import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { utf8 } from "#kernel/bytes";
import {
  canonicalize,
  canonicalTextAt,
  isJsonObject,
  type Json,
  type JsonProblem,
  parseCanonical,
  parseCanonicalBytes,
  parseJson,
  type Value,
} from "#kernel/json";
import { randomSeed } from "../../test/support/random-seed.ts";

/** Bits of a double and its text: RFC 8785, appendix B. */
const NUMBERS: readonly (readonly [bits: bigint, text: string])[] = [
  [0x0000000000000000n, "0"],
  [0x8000000000000000n, "0"],
  [0x0000000000000001n, "5e-324"],
  [0x8000000000000001n, "-5e-324"],
  [0x7fefffffffffffffn, "1.7976931348623157e+308"],
  [0xffefffffffffffffn, "-1.7976931348623157e+308"],
  [0x4340000000000000n, "9007199254740992"],
  [0xc340000000000000n, "-9007199254740992"],
  [0x4430000000000000n, "295147905179352830000"],
  [0x44b52d02c7e14af5n, "9.999999999999997e+22"],
  [0x44b52d02c7e14af6n, "1e+23"],
  [0x44b52d02c7e14af7n, "1.0000000000000001e+23"],
  [0x444b1ae4d6e2ef4en, "999999999999999700000"],
  [0x444b1ae4d6e2ef4fn, "999999999999999900000"],
  [0x444b1ae4d6e2ef50n, "1e+21"],
  [0x3eb0c6f7a0b5ed8cn, "9.999999999999997e-7"],
  [0x3eb0c6f7a0b5ed8dn, "0.000001"],
  [0x41b3de4355555553n, "333333333.3333332"],
  [0x41b3de4355555554n, "333333333.33333325"],
  [0x41b3de4355555555n, "333333333.3333333"],
  [0x41b3de4355555556n, "333333333.3333334"],
  [0x41b3de4355555557n, "333333333.33333343"],
  [0xbecbf647612f3696n, "-0.0000033333333333333333"],
  [0x43143ff3c1cb0959n, "1424953923781206.2"],
];

function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

function problemOf(text: string): JsonProblem | undefined {
  const parsed = parseCanonical(text);
  return parsed.ok ? undefined : parsed.problem;
}

test("writes the numbers of RFC 8785, appendix B", () => {
  for (const [bits, text] of NUMBERS) assert.equal(canonicalize(doubleOf(bits)), text);
});

test("writes the examples of RFC 8785, section 3.2", () => {
  const example = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  ) as Value;
  assert.equal(
    canonicalize(example),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("sorts keys by UTF-16 units, as the example of RFC 8785, section 3.2.3", () => {
  const unsorted = { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 };
  const keys = Object.keys(JSON.parse(canonicalize(unsorted)) as object);
  // The engine lists the integer-like key first; the text has it second.
  assert.deepEqual(keys, ["1", "\r", "\u0080", "ö", "€", "😀", "\ufb33"]);
  assert.ok(canonicalize(unsorted).startsWith('{"\\r":2,"1":4,'));
  assert.equal(canonicalize({ b: 1, "": 2, "10": 3, "9": 4, a: 5 }), '{"":2,"10":3,"9":4,"a":5,"b":1}');
});

test("writes amounts as decimal strings and leaves out what is undefined", () => {
  assert.equal(canonicalize({ b: -12n, a: undefined, c: [0n, -0] }), '{"b":"-12","c":["0",0]}');
});

test("refuses to write what is not data", () => {
  const notData: readonly unknown[] = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    () => 1,
    Symbol("a"),
    "\ud800",
    { "\udc00": 1 },
    [undefined],
    new Array(2),
    new Date(0),
    new Map([["a", 1]]),
    Promise.resolve({}),
  ];
  for (const value of notData) assert.throws(() => canonicalize(value as Value), TypeError, String(value));
  assert.equal(canonicalize(Object.create(null) as Value), "{}");
});

test("accepts exactly its own form", () => {
  const canonical = [
    "null",
    "0",
    "-1",
    "9007199254740991",
    '"€\\n\\u0001\u007f\u2028"',
    "[]",
    '{"":0,"10":1,"9":2}',
    '{"__proto__":{"a":1},"constructor":2,"toString":3}',
    '{"a":"\\\\ud800"}',
    '{"a":"😀"}',
  ];
  for (const text of canonical) {
    const parsed = parseCanonical(text);
    assert.ok(parsed.ok, text);
    assert.equal(canonicalize(parsed.value as Value), text);
  }
  const own = parseCanonical('{"__proto__":{"a":1}}');
  assert.ok(own.ok && isJsonObject(own.value) && Object.hasOwn(own.value, "__proto__"));
  assert.equal((own.value as { a?: number }).a, undefined);
});

test("says what keeps a text from being canonical", () => {
  const wrong: readonly (readonly [text: string, problem: JsonProblem])[] = [
    ["", "not_json"],
    ["{", "not_json"],
    ["\ufeff1", "not_json"],
    ["NaN", "not_json"],
    ['"\u0000"', "not_json"],
    [" 1", "not_canonical"],
    ["1\n", "not_canonical"],
    ["-0", "not_canonical"],
    ["1.0", "not_canonical"],
    ["1e2", "not_canonical"],
    ['{"a":1,"a":1}', "not_canonical"],
    ['{"a":1,"\\u0061":2}', "not_canonical"],
    ['{"1":1,"1":1}', "not_canonical"],
    ['{"__proto__":1,"__proto__":2}', "not_canonical"],
    ['{"b":1,"a":2}', "not_canonical"],
    ['{"9":1,"10":2}', "not_canonical"],
    ['{"a":1,"1":2}', "not_canonical"],
    ['{"\ufb33":1,"😀":2}', "not_canonical"],
    ['"\\u0041"', "not_canonical"],
    ['"\\/"', "not_canonical"],
    ['"\\u000A"', "not_canonical"],
    ['"\\ud83d\\ude00"', "not_canonical"],
    ['"\\ud800"', "not_canonical"],
    ['"\\uD800"', "not_canonical"],
    ['{"\\udfff":1}', "not_canonical"],
    ["1.5", "number_not_safe_integer"],
    ["1e21", "number_not_safe_integer"],
    ["9007199254740992", "number_not_safe_integer"],
    ["-9007199254740993", "number_not_safe_integer"],
    ["1e400", "number_not_safe_integer"],
    [`[{"a":[0.1]}]`, "number_not_safe_integer"],
  ];
  for (const [text, problem] of wrong) assert.equal(problemOf(text), problem, text);
});

test("refuses deep nesting before parsing, and only what is nesting", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  assert.equal(problemOf(nested(16)), undefined);
  assert.equal(problemOf(nested(17)), "too_deep");
  assert.equal(problemOf(`{"a":${nested(16)}}`), "too_deep");
  assert.equal(problemOf("[".repeat(1_000_000)), "too_deep");
  assert.equal(problemOf(`["${"[{".repeat(50)}\\"${"[".repeat(20)}"]`), undefined);
  assert.equal(problemOf(`[${Array.from({ length: 50 }, () => "[]").join(",")}]`), undefined);
  assert.equal(parseCanonical(nested(3), 2).ok, false);
  assert.equal(parseCanonical(nested(3), 3).ok, true);
  assert.deepEqual(parseJson(nested(17)), { ok: false, problem: "too_deep" });
});

test("checks size and UTF-8 of bytes before anything else", () => {
  const problem = (bytes: Uint8Array, max: number): unknown => {
    const parsed = parseCanonicalBytes(bytes, max);
    return parsed.ok ? parsed.text : parsed.problem;
  };
  assert.equal(problem(utf8('"€"'), 5), '"€"');
  assert.equal(problem(utf8('"€"'), 4), "too_large");
  assert.equal(problem(Uint8Array.of(0x22, 0xff, 0x22), 9), "not_utf8");
  assert.equal(problem(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 9), "not_utf8");
  assert.equal(problem(Uint8Array.of(0x22, 0xc0, 0x80, 0x22), 9), "not_utf8");
  assert.equal(problem(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), 9), "not_json");
  assert.equal(problem(new Uint8Array(), 9), "not_json");
});

test("reads by hand written JSON that is not canonical", () => {
  assert.deepEqual(parseJson(' {"b": 1.5, "a": 2} '), { ok: true, value: { b: 1.5, a: 2 } });
  assert.deepEqual(parseJson("{'a': 1}"), { ok: false, problem: "not_json" });
});

const unit: fc.Arbitrary<string> = fc.string({ unit: "binary", maxLength: 8 });
const json: fc.Arbitrary<Json> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    unit,
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(unit, fc.nat(30).map(String), fc.constant("__proto__")), tie("any"), { maxKeys: 5 }),
  ),
})).any as fc.Arbitrary<Json>;

test("what it writes it accepts, and writes again alike, whatever the order of keys", (t) => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalize(value as Value);
      const parsed = parseCanonical(text);
      assert.ok(parsed.ok, text);
      assert.equal(canonicalize(parsed.value as Value), text);
      assert.equal(canonicalize(reversed(value) as Value), text);
    }),
    randomSeed(t, 500),
  );
});

test("no text with one character changed stands for the same value", (t) => {
  fc.assert(
    fc.property(json, fc.nat(), fc.constantFrom(...' ,:"{}[]0-.eE+\\/u'), (value, at, char) => {
      const text = canonicalize(value as Value);
      const index = at % text.length;
      const changed = text.slice(0, index) + char + text.slice(index + 1);
      const parsed = parseCanonical(changed);
      if (parsed.ok && changed !== text) assert.notEqual(canonicalize(parsed.value as Value), text);
    }),
    randomSeed(t, 1_000),
  );
});

/** The same value with the keys of every object in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => reversed(item));
  if (!isJsonObject(value)) return value;
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value).reverse()) {
    Object.defineProperty(copy, key, { value: reversed(member), enumerable: true });
  }
  return copy;
}

test("the canonical text of a part is found where it stands, also where an engine orders keys in its own way", () => {
  for (const part of [{ a: 1, b: [2] }, { "10": 1, "9": 2, a: 3 }, ["x"], { a: "三链\n" }, {}, 12] satisfies Json[]) {
    const text = `[0,${canonicalize(part)},${canonicalize(part)}]`;
    const [, value] = JSON.parse(text) as Json[];
    assert.equal(canonicalTextAt(text, 3, value as Json), canonicalize(part));
  }
});
