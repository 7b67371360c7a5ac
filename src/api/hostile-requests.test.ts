import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { HTTPMethods } from "fastify";
import { isJsonObject, type Json } from "#kernel/json";
import { BASE, signIn, startApi } from "../../test/support/api-harness.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { isProblemCode } from "./problem-catalogue.ts";

/** Texts of errors and files that must never leave the node. */
const INTERNAL =
  /\bat .+:\d+:\d+|node_modules|\/src\/|SQLITE|sqlite|TypeError|RangeError|Unexpected token|undefined is not/;

const methods = fc.constantFrom<HTTPMethods[]>("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS");
const part = fc.oneof(
  fc.constantFrom(
    "transactions",
    "blocks",
    "leaves",
    "events",
    "personal",
    "council",
    "tally",
    "members",
    "people",
    "receipt",
    "..",
    "",
    "%00",
    "__proto__",
    "counters-by-size",
    "0",
    "1",
    "-1",
    "1e9",
  ),
  fc.string({ maxLength: 30 }).map(encodeURIComponent),
  fc.nat().map(String),
);
const root = fc.constantFrom(
  BASE,
  `${BASE}/tally`,
  `${BASE}/council`,
  "/ledgers/alliance",
  "/ledgers/alliance/tile",
  "/api",
  "/api/v1/sessions",
  "",
);
const queryPart = fc.tuple(
  fc.oneof(
    fc.constantFrom("from", "limit", "group", "lang", "after", "__proto__", "constructor"),
    fc.string({ maxLength: 8 }),
  ),
  fc.string({ maxLength: 20 }),
);
const url = fc
  .tuple(root, fc.array(part, { maxLength: 4 }), fc.array(queryPart, { maxLength: 3 }))
  .map(([start, parts, query]) => {
    const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
    return `${[start, ...parts].join("/") || "/"}${search === "" ? "" : `?${search}`}`;
  });
const hugeText = fc.constantFrom(
  '{"a":1e999}',
  '{"a":1,"a":2}',
  `${"[".repeat(5_000)}`,
  '"\\ud800"',
  '{"__proto__":{"x":1}}',
  "\ufeff{}",
  "{}\n{}\n\n",
  "null",
  "",
);
const body = fc.oneof(
  fc.json({ maxDepth: 20 }),
  hugeText,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "application/x-ndjson",
      "text/plain",
      "application/json; charset=gbk",
      ";",
      "",
    ),
    authorization: fc.oneof(fc.constant("Bearer x"), fc.string({ unit: "grapheme-ascii", maxLength: 40 })),
    cookie: fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
    "last-event-id": fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
    "accept-language": fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
    "accept-encoding": fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
  },
  { requiredKeys: [] },
);

test("no request crashes the node, changes a ledger, or brings out an internal text", async (t) => {
  const harness = startApi(t);
  const { api, alliance, log } = harness;
  const session = await signIn(api, "bo");
  const before = alliance.reader.head();
  const property = fc.asyncProperty(
    methods,
    url,
    headers,
    body,
    fc.boolean(),
    async (method, path, extra, payload, isSignedIn) => {
      const answer = await api.inject({
        method,
        url: path,
        headers: isSignedIn ? { ...extra, ...session } : extra,
        ...(method === "POST" || method === "PUT" ? { payload } : {}),
      });
      assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body} ${log.at(-2)}`);
      assert.doesNotMatch(answer.body, INTERNAL);
      if (answer.statusCode < 400 || method === "HEAD") return;
      const problem = JSON.parse(answer.body) as Json;
      assert.ok(isJsonObject(problem) && isProblemCode(String(problem["code"])), answer.body);
    },
  );
  await fc.assert(property, randomSeed(t, 20_000));
  assert.deepEqual(alliance.reader.head(), before);
});

test("no change of a signed submission is recorded", async (t) => {
  const { api, alliance } = startApi(t);
  const text = alliance.sign("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 5n }, "bo");
  const edits = fc.record({
    at: fc.nat(text.length - 1),
    removed: fc.nat(3),
    inserted: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('"', "{", "[", ",", "0", "A", "\\u0041", "\u0000")),
  });
  const property = fc.asyncProperty(edits, async ({ at, removed, inserted }) => {
    const changed = text.slice(0, at) + inserted + text.slice(at + removed);
    fc.pre(changed !== text);
    const headers = { "content-type": "application/x-ndjson" };
    const answer = await api.inject({ method: "POST", url: `${BASE}/transactions`, headers, payload: changed });
    assert.doesNotMatch(answer.body, INTERNAL);
    for (const line of answer.body.trimEnd().split("\n")) {
      assert.notEqual((JSON.parse(line) as { status: Json }).status, "recorded", changed);
    }
  });
  await fc.assert(property, randomSeed(t, 500));
  assert.equal(alliance.reader.head().size, 1);
});
