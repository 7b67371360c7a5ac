import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { jsonSchema, shape } from "#kernel/shape";
import { type EntryGroup, entryAt, groupOf, valuesOfNames, withEntry } from "./entry.ts";
import { type FieldWords, fieldsOf } from "./field.ts";
import { issuesOfProblem, placedIssues } from "./issue.ts";
import { readGroup } from "./read-entry.ts";

const input = shape.object({
  dealId: shape.id("deal"),
  title: shape.text(1, 20),
  kind: shape.choice(["patent", "software"]),
  isRelated: shape.bool(),
  price: shape.amount(),
  signedOn: shape.day(),
  at: shape.instant(),
  count: shape.int(1, 9),
  document: shape.optional(shape.hash()),
  shares: shape.array(shape.object({ personId: shape.id("person"), shareBp: shape.basisPoints() }), 1, 3),
  name: shape.object({ zh: shape.text(1, 5), en: shape.optional(shape.text(1, 5)) }),
  note: shape.optional(shape.personal(8)),
});

const words: FieldWords = {
  label: (name) => (name === "shares" ? "Shares" : undefined),
  group: (name) => (name === "name" || name === "title" ? `The ${name}s` : undefined),
  choice: (name, value) => (name === "kind" && value === "patent" ? "Patent" : undefined),
};
const fields = fieldsOf(jsonSchema(input), words);
const dealId = `deal_${"a".repeat(32)}`;
const personId = `person_${"b".repeat(32)}`;

const full = {
  dealId,
  title: "制动盘",
  kind: "patent",
  isRelated: false,
  price: 1_250_000_050n,
  signedOn: "2019-03-06",
  at: Date.UTC(2019, 6, 15, 2, 20),
  count: 3,
  shares: [
    { personId, shareBp: 9_750 },
    { personId, shareBp: 250 },
  ],
  name: { zh: "甲" },
};

function codes(entries: EntryGroup): readonly string[] {
  return readGroup(fields, entries).issues.map(({ path, code }) => `${path} ${code}`);
}

test("makes a field of each shape, with words where the schema has none", () => {
  assert.deepEqual(
    fields.map(({ name, kind, isOptional }) => `${name} ${kind}${isOptional ? "?" : ""}`),
    [
      "dealId id",
      "title text",
      "kind choice",
      "isRelated boolean",
      "price amount",
      "signedOn day",
      "at instant",
      "count integer",
      "document hash?",
      "shares list",
      "name object",
      "note text?",
    ],
  );
  const kind = fields.find(({ name }) => name === "kind");
  assert.deepEqual(kind?.kind === "choice" && kind.options, [
    { value: "patent", label: "Patent" },
    { value: "software", label: "software" },
  ]);
  assert.equal(fields.find(({ name }) => name === "shares")?.label, "Shares");
  assert.equal(fields.find(({ name }) => name === "name")?.label, "The names");
  assert.equal(fields.find(({ name }) => name === "title")?.label, "title", "a word for groups is none for a text");
  const note = fields.find(({ name }) => name === "note");
  assert.deepEqual(note?.kind === "text" && [note.isPersonal, note.lengthMax], [true, 8]);
});

test("takes the description of a schema as the label", () => {
  const schema: JsonObject = { type: "object", properties: { a: { type: "boolean", description: "甲" } } };
  assert.equal(fieldsOf(schema, words)[0]?.label, "甲");
});

test("shows values as people write them and reads them back unchanged", () => {
  const entries = groupOf(fields, full);
  assert.equal(entryAt(entries, "price"), "12500000.50");
  assert.equal(entryAt(entries, "shares.0.shareBp"), "97.5");
  assert.equal(entryAt(entries, "at"), "2019-07-15T10:20");
  assert.deepEqual(readGroup(fields, entries), { value: full, issues: [] });
});

test("reads amounts with units, percentages with signs and texts with stray blanks", () => {
  const typed = { price: "1,250 万", title: "  制动盘\u200e\u202e ", "shares.0.shareBp": "97.50 %" };
  let entries = groupOf(fields, full);
  for (const [path, text] of Object.entries(typed)) entries = withEntry(entries, path, text);
  const { value } = readGroup(fields, entries);
  const { price, shares } = value as typeof full;
  assert.equal(price, 1_250_000_000n);
  assert.equal(shares[0]?.shareBp, 9_750);
});

test("says of an empty form which fields are needed, and begins a needed list with one line", () => {
  assert.deepEqual(codes(groupOf(fields)), [
    ...["dealId", "title", "kind", "isRelated", "price", "signedOn", "at", "count"].map((path) => `${path} required`),
    "shares.0.personId required",
    "shares.0.shareBp required",
    "name.zh required",
  ]);
});

test("finds each limit of the schema at its field", () => {
  const wrong: Readonly<Record<string, readonly [string, string]>> = {
    title: ["x".repeat(21), "too_long"],
    dealId: [personId, "bad_id"],
    kind: ["boat", "not_one_of"],
    price: ["1.234", "amount_below_a_fen"],
    signedOn: ["2019-02-31x", "bad_day"],
    at: ["yesterday", "bad_instant"],
    count: ["10", "too_large"],
    document: ["ff", "bad_hash"],
    note: ["longer than eight", "too_long"],
    "shares.1.shareBp": ["100.01", "too_large"],
  };
  for (const [path, [text, code]] of Object.entries(wrong)) {
    assert.deepEqual(codes(withEntry(groupOf(fields, full), path, text)), [`${path} ${code}`]);
  }
  assert.deepEqual(codes({ ...groupOf(fields, full), shares: [] }), ["shares too_few"]);
});

test("reads an address with dotted names, lists included", () => {
  const values = valuesOfNames({ dealId, "shares.1.shareBp": "250", "shares.0.shareBp": "9750", "name.zh": "甲" });
  assert.deepEqual(values, { dealId, shares: [{ shareBp: "9750" }, { shareBp: "250" }], name: { zh: "甲" } });
  assert.equal(entryAt(groupOf(fields, values), "shares.1.shareBp"), "2.5");
});

test("names of an address do not reach what every object has", () => {
  const values = valuesOfNames({ "__proto__.polluted": "yes", "constructor.prototype.polluted": "yes" });
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  assert.equal(groupOf(fields, values)["polluted"], undefined);
});

test("places what a node finds wrong at the nearest field that is shown", () => {
  const issues = issuesOfProblem([
    { path: "shares.2.shareBp", code: "too_large", text: "不得大于 10000。" },
    { path: "name.fr", code: "unknown_field" },
    { path: "kind.0", code: "wrong_type" },
    { path: "elsewhere", code: "unknown_field" },
    "no issue",
  ]);
  assert.deepEqual(
    placedIssues(fields, issues).map(({ path, text }) => [path, text]),
    [
      ["shares.2.shareBp", "不得大于 10000。"],
      ["name", undefined],
      ["kind", undefined],
      ["", undefined],
    ],
  );
});
