import fc from "fast-check";
import type { Json } from "#kernel/json";

/** Pieces of JSON text that parsers, canonical forms and languages have disagreed on. */

const ODD_PIECES = [
  "-0",
  "0.0",
  "1.0",
  "1e2",
  "1E400",
  "-1e400",
  "1e-400",
  "0.1",
  "01",
  "+1",
  "1.",
  ".5",
  "0x10",
  "NaN",
  "Infinity",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "-9007199254740993",
  "123456789012345678901234567890",
  '"\\ud800"',
  '"\\udfff"',
  '"\\ud83d\\ude00"',
  '"\\u0000"',
  '"\\u0041"',
  '"\\/"',
  '"\\b"',
  '"\u2028"',
  '"\ufeff"',
  '"\\x41"',
  '"\t"',
  '"é"',
  '"e\u0301"',
  '"\u202e"',
  '"１２"',
  '"٣"',
  '""',
  '" "',
  '"0"',
  '"-1"',
  '"1.5"',
  '"00"',
  '"1e3"',
  "null",
  "true",
  "false",
  "[]",
  "{}",
  "[[]]",
  "[null]",
  '{"a":1,"a":2}',
  '{"b":1,"a":2}',
  '{"":0}',
  '{"1":0,"0":0}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":null}',
  '{"then":1}',
  '{"length":1e9}',
  "'single'",
  "// comment",
  "undefined",
  "[1,]",
  '{"a":1,}',
  "{a:1}",
  "",
];

/** JSON text that is odd, wrong, deep or long; also plain values of any type. */
export function oddText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ODD_PIECES) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }).map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.bigInt().map(String) },
    { weight: 1, arbitrary: deepText() },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 9_000 }).map((size) => `"${"x".repeat(size)}"`) },
  );
}

/** Brackets in brackets, closed or not. */
export function deepText(): fc.Arbitrary<string> {
  return fc
    .record({
      depth: fc.oneof(fc.nat(40), fc.nat(30_000)),
      kind: fc.constantFrom("[", '{"a":'),
      isClosed: fc.boolean(),
    })
    .map(({ depth, kind, isClosed }) => {
      const close = kind === "[" ? "]" : "}";
      return `${kind.repeat(depth)}0${isClosed ? close.repeat(depth) : ""}`;
    });
}

/** A name of a member. */
export function oddName(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      "",
      "a",
      "zz",
      "0",
      "10",
      "__proto__",
      "constructor",
      "toString",
      "args",
      "id",
      "\u0000",
      "\ufeff",
      "名",
      "payload",
    ),
    fc.string({ maxLength: 12 }),
    fc.integer({ min: 50, max: 5_000 }).map((size) => "k".repeat(size)),
  );
}

const EDITS = ["replace", "drop", "repeat", "add", "rename", "pad", "wrap"] as const;

/** One change of a JSON text at one place. */
export interface Edit {
  readonly how: (typeof EDITS)[number];
  /** Which of its places: counted modulo their number. */
  readonly at: number;
  readonly text: string;
  readonly name: string;
}

/** Any change of any JSON text. */
export function anyEdit(): fc.Arbitrary<Edit> {
  return fc.record({ how: fc.constantFrom(...EDITS), at: fc.nat(200), text: oddText(), name: oddName() });
}

/** The canonical text of a value with one place changed; never the unchanged text. */
export function edited(value: Json, edit: Edit): string {
  const places = countPlaces(value);
  let place = edit.at % places;
  const render = (node: Json): string => {
    if (Array.isArray(node)) return `[${node.flatMap((item: Json) => change("", item)).join(",")}]`;
    if (typeof node !== "object" || node === null) return JSON.stringify(node);
    return `{${Object.entries(node)
      .flatMap(([name, item]) => change(`${JSON.stringify(name)}:`, item as Json))
      .join(",")}}`;
  };
  const change = (prefix: string, item: Json): string[] => {
    const text = `${prefix}${render(item)}`;
    return place-- === 0 ? changed(prefix, text, edit) : [text];
  };
  const [result = ""] = change("", value);
  return result === JSON.stringify(value) ? `${result} ` : result;
}

function changed(prefix: string, text: string, { how, text: odd, name }: Edit): string[] {
  switch (how) {
    case "replace":
      return [`${prefix}${odd}`];
    case "drop":
      return [];
    case "repeat":
      return [text, `${prefix}${odd}`];
    case "add":
      return [text, prefix === "" ? odd : `${JSON.stringify(name)}:${odd}`];
    case "rename":
      return [`${prefix === "" ? "" : `${JSON.stringify(name)}:`}${text.slice(prefix.length)}`];
    case "pad":
      return [` ${text}`];
    case "wrap":
      return [`${prefix}[${text.slice(prefix.length)}]`];
  }
}

function countPlaces(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countPlaces(item as Json), 1);
}
