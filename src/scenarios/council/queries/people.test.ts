import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, keyId, memberId, newKey, personId } from "../../../../test/support/council-ledger.ts";
import { expectAnswered, expectDone } from "../../../../test/support/expect-answer.ts";

const NAME = "柏某";

function items(ledger: ContractHarness, query: string, input: JsonObject, as?: string): readonly JsonObject[] {
  return expectAnswered(ledger.query(query, input, as))["items"] as readonly JsonObject[];
}

function named(): ContractHarness {
  const ledger = councilLedger();
  expectDone(ledger.run("council.rename-person", { personId: personId("bo"), name: NAME }, { as: "ada" }));
  const key = { personId: personId("bo"), ...newKey(ledger, personId("bo"), "bo phone"), label: "手机" };
  expectDone(ledger.run("council.enrol-key", key, { as: "bo" }));
  return ledger;
}

test("names are shown to administrators, readers and colleagues, and to nobody else", () => {
  const ledger = named();
  const clerk = { memberId: memberId("centre"), roles: [] };
  const { personId: clerkId } = expectDone(ledger.run("council.add-person", clerk, { as: "ada" }));
  const key = { personId: String(clerkId), ...newKey(ledger, String(clerkId), "clerk") };
  expectDone(ledger.run("council.enrol-key", key, { as: "ada" }));
  const nameFor = (as: string) =>
    items(ledger, "council.people", {}, as).find(({ id }) => id === personId("bo"))?.["name"];
  for (const as of ["ada", "rui", "bo", "ops"]) assert.equal(nameFor(as), NAME, `as ${as}`);
  assert.equal(nameFor("clerk"), undefined);
});

test("names of devices are shown to administrators, readers and the person", () => {
  const ledger = named();
  const labelFor = (as: string) =>
    items(ledger, "council.keys", { personId: personId("bo") }, as).find((key) => key["keyId"] === keyId("bo phone"))?.[
      "label"
    ];
  for (const as of ["ada", "rui", "bo"]) assert.equal(labelFor(as), "手机", `as ${as}`);
  assert.equal(labelFor("ops"), undefined);
});

test("a name that was erased from the vault is missing and nothing else changes", () => {
  const ledger = named();
  const before = items(ledger, "council.people", {}, "ada");
  ledger.personal.clear();
  const after = items(ledger, "council.people", {}, "ada");
  assert.deepEqual(
    after,
    before.map(({ name: _, ...person }) => person),
  );
});

test("people and keys need a session", () => {
  const ledger = named();
  for (const name of ["council.people", "council.keys"]) {
    assert.deepEqual(ledger.query(name, {}), { ok: false, code: "session_missing" });
  }
});

test("people are found by member, and page by page", () => {
  const ledger = named();
  assert.equal(items(ledger, "council.people", { memberId: memberId("works") }, "ops").length, 2);
  const first = expectAnswered(ledger.query("council.people", { memberId: memberId("works"), limit: 1 }, "ops"));
  const rest = items(ledger, "council.people", { memberId: memberId("works"), after: first["next"] ?? "" }, "ops");
  const seen = [...(first["items"] as readonly JsonObject[]), ...rest].map(({ id }) => id);
  assert.deepEqual(new Set(seen), new Set([personId("bo"), personId("ops")]));
  assert.equal(seen.length, 2);
});

test("people that are asked for come alone, each once, page by page", () => {
  const ledger = named();
  const wanted = ["ops", "bo", "bo"].map(personId);
  const ask = (input: JsonObject) => items(ledger, "council.people", { personIds: wanted, ...input }, "ada");
  const seen = ask({}).map(({ id }) => id);
  assert.deepEqual(seen, [...new Set(wanted)].sort());
  assert.deepEqual(
    ask({ limit: 1 })
      .concat(ask({ after: seen[0] ?? "" }))
      .map(({ id }) => id),
    seen,
  );
  assert.deepEqual(ask({ memberId: memberId("centre") }), []);
});

test("keys of everybody come page by page", () => {
  const ledger = named();
  const seen: unknown[] = [];
  for (let input: JsonObject = { limit: 2 }; ; ) {
    const page = expectAnswered(ledger.query("council.keys", input, "ops"));
    seen.push(...(page["items"] as readonly JsonObject[]).map((key) => key["keyId"]));
    if (page["next"] === undefined) break;
    input = { limit: 2, after: page["next"] };
  }
  assert.deepEqual(new Set(seen), new Set(["ada", "rui", "bo", "ops", "bo phone"].map(keyId)));
  assert.equal(seen.length, 5);
});
