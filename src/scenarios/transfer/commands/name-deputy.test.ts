import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { personId, TODAY, TransferLedger, YESTERDAY } from "../../../../test/support/transfer-ledger.ts";

const NAMED = {
  deputyId: personId("stranger"),
  role: "leadership",
  startsOn: TODAY,
  endsOn: "2026-03-20",
  isAbsent: false,
  reason: "出差",
};

test("an approver names a deputy for an own role and for days to come", () => {
  const ledger = new TransferLedger();
  const name = (changes: ValueObject) => ledger.act("name-deputy", { ...NAMED, ...changes }, "dean");
  expectRejected(name({ deputyId: personId("dean") }), "deputy_is_self");
  expectRejected(name({ role: "finance-officer" }), "role_not_own");
  expectRejected(name({ startsOn: YESTERDAY, endsOn: YESTERDAY }), "deputy_days_over");
  expectRejected(name({ startsOn: "2026-04-01" }), "deputy_days_over");
  ledger.done("transfer.name-deputy", NAMED, "dean");
});

test("whoever named a deputy takes it back, once", () => {
  const ledger = new TransferLedger();
  const { deputyshipId } = ledger.done("transfer.name-deputy", NAMED, "dean");
  const revoke = (id: string, as: "dean" | "stranger" = "dean") =>
    ledger.act("revoke-deputy", { deputyshipId: id }, as);
  expectRejected(revoke(testId("deputy", "none")), "deputyship_not_found");
  expectRejected(revoke(String(deputyshipId), "stranger"), "deputyship_not_found");
  ledger.done("transfer.revoke-deputy", { deputyshipId: deputyshipId ?? "" }, "dean");
  expectRejected(revoke(String(deputyshipId)), "deputyship_revoked");
  assert.equal(ledger.row("deputies", "id", String(deputyshipId))["state"], "revoked");
});
