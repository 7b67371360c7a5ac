import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { canonicalize, type Json, type Value } from "#kernel/json";
import { check, readChecked, shape, write } from "#kernel/shape";
import { Unwritable } from "./row-writer.ts";

const row = shape.object({
  id: shape.id("thing"),
  name: shape.text(1, 30),
  note: shape.optional(shape.text(0, 10)),
  count: shape.int(-5, 5),
  share: shape.basisPoints(),
  amount: shape.amount(0n, 1_000n),
  kind: shape.choice(["first", "second"]),
  at: shape.instant(),
  hash: shape.hash(),
  isOpen: shape.bool(),
  on: shape.day(),
  owner: shape.personal(20),
  maybe: shape.nullable(shape.text(1, 5)),
  parts: shape.array(shape.object({ z: shape.int(0, 9), a: shape.amount() }), 0, 3),
});

const VALID = {
  id: `thing_${"0a".repeat(16)}`,
  name: '龘 𬭎 and "quotes"',
  note: "",
  count: -3,
  share: 9_700,
  amount: 1_000n,
  kind: "first",
  at: 1_772_413_200_000,
  hash: "0".repeat(64),
  isOpen: false,
  on: "2026-03-06",
  owner: "f".repeat(64),
  maybe: null,
  parts: [{ z: 1, a: -5n }],
} as const;

const plain = (value: unknown): Value => value as Value;
const writeAny = (value: unknown): string => write(row, value as never);

test("what is written is the canonical text that the shape accepts and reads back", () => {
  const text = writeAny(VALID);
  assert.equal(text, canonicalize(plain(VALID)));
  const read = check(row, JSON.parse(text) as Json);
  assert.deepEqual(read, { ok: true, value: VALID });
});

test("an optional field may be missing, no other and none too many", () => {
  const { note: _, ...without } = VALID;
  assert.equal(writeAny(without), canonicalize(plain(without)));
  const { name: __, ...nameless } = VALID;
  assert.throws(() => writeAny(nameless), Unwritable);
  assert.throws(() => writeAny({ ...VALID, more: 1 }), Unwritable);
  assert.throws(() => writeAny({ ...VALID, note: undefined }), Unwritable);
});

test("a row is written if and only if the shape accepts it, and with the same text", (t) => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      ...Object.values(VALID),
      6,
      1.5,
      -1,
      10_001,
      1_001n,
      2n ** 63n,
      " pad",
      "e\u0301",
      "\u0000",
      "third",
      [],
    ),
    fc.string({ maxLength: 12 }),
    fc.integer({ min: -10, max: 10 }),
    fc.bigInt({ min: -5n, max: 5n }),
    fc.constant(null),
  );
  const changed = fc
    .tuple(fc.constantFrom(...Object.keys(VALID)), anything)
    .map(([name, value]) => ({ ...VALID, [name]: value }));
  fc.assert(
    fc.property(changed, (candidate) => {
      let text: string | undefined;
      try {
        text = writeAny(candidate);
      } catch {
        text = undefined;
      }
      assert.equal(text, acceptedText(candidate));
    }),
    { numRuns: 5_000 },
  );
  t.diagnostic("5,000 changed rows compared");
});

/** The canonical text of a value if the shape accepts it: the slow way. */
function acceptedText(candidate: unknown): string | undefined {
  try {
    const text = canonicalize(plain(candidate));
    const parsed = check(row, JSON.parse(text) as Json);
    // A bigint and its decimal text look alike in JSON: only the typed value may be written.
    return parsed.ok && canonicalize(plain(parsed.value)) === text && isTyped(candidate, parsed.value)
      ? text
      : undefined;
  } catch {
    return undefined;
  }
}

function isTyped(candidate: unknown, parsed: unknown): boolean {
  try {
    assert.deepEqual(candidate, parsed);
    return true;
  } catch {
    return false;
  }
}

test("a list with a hole is not written", () => {
  const list = shape.object({ list: shape.array(shape.text(1, 9), 0, 3) });
  assert.throws(() => write(list, { list: new Array<string>(2) }), Unwritable);
  assert.equal(write(list, { list: ["a", "b"] }), '{"list":["a","b"]}');
});

test("what was checked once is read without a check and comes out the same", () => {
  const json = JSON.parse(writeAny(VALID)) as Json;
  const { note: _, maybe: __, ...rest } = json as { readonly [key: string]: Json };
  for (const given of [json, { ...rest, maybe: "text" }]) {
    const checked = check(row, given);
    assert.ok(checked.ok);
    assert.deepEqual(readChecked(row, given), checked.value);
  }
});
