import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { councilLedger, memberId } from "../../../../test/support/council-ledger.ts";
import { expectAnswered, expectDone } from "../../../../test/support/expect-answer.ts";

test("everyone reads the members and vacant seats of the genesis, page by page", () => {
  const ledger = councilLedger();
  const first = expectAnswered(ledger.query("council.members", { limit: 2 }));
  const second = expectAnswered(ledger.query("council.members", { limit: 2, after: first["next"] ?? "" }));
  const seen = [first, second].flatMap((page) => page["items"] as readonly JsonObject[]);
  assert.deepEqual(new Set(seen.map(({ id }) => id)), new Set(["centre", "works", "seat"].map(memberId)));
  assert.equal(seen.length, 3);
  assert.equal("next" in second, false);
});

test("an organisation that joined later is shown to people of the ledger alone", () => {
  const ledger = councilLedger();
  const args = { memberId: memberId("seat"), name: { zh: "对方公司", en: "Other party" } };
  expectDone(ledger.run("council.admit-member", args, { as: "ada" }));
  const seen = (as?: string) =>
    (expectAnswered(ledger.query("council.members", {}, as))["items"] as readonly JsonObject[]).map(({ id }) => id);
  assert.equal(seen().includes(memberId("seat")), false);
  assert.equal(seen("ada").includes(memberId("seat")), true);
});

test("everyone reads the clock", () => {
  const ledger = councilLedger();
  const to = ledger.time + 86_400_000;
  assert.deepEqual(expectAnswered(ledger.query("council.clock", {})), { time: ledger.time, offsetMs: 0 });
  expectDone(ledger.run("council.advance-clock", { to }, { as: "ada" }));
  assert.deepEqual(expectAnswered(ledger.query("council.clock", {})), { time: ledger.time, offsetMs: 86_400_000 });
});
