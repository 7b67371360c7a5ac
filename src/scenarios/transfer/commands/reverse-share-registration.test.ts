import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, memberId, personId, TODAY, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const reason = "工商未予办理";

function registered() {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.equity({}, achievementId);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const before = [ledger.row("settlements", "dealId", dealId), ledger.balances(`claim/${dealId}`)];
  const payeeIds = Object.keys(ledger.amounts(planId));
  const entry = { planId, payeeIds, occurredOn: TODAY, registryReference: "登记-2" };
  ledger.done("transfer.register-shares", entry, ["asset", "rail"]);
  return { ledger, achievementId, dealId, planId, payeeIds, before };
}

test("reversed registrations are owed again as before", () => {
  const { ledger, dealId, planId, payeeIds, before } = registered();
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  ledger.done("transfer.reverse-share-registration", { planId, payeeIds, reason }, ["asset", "rail"]);
  assert.deepEqual([ledger.row("settlements", "dealId", dealId), ledger.balances(`claim/${dealId}`)], before);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
});

test("a registration is reversed by the holder and the company, where there is one", () => {
  const { ledger, achievementId, dealId, planId } = registered();
  const reverse = (changes: ValueObject = {}, as: readonly Label[] = ["asset", "rail"]) =>
    ledger.act("reverse-share-registration", { planId, payeeIds: [personId("jia")], reason, ...changes }, as);
  expectRejected(reverse({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(reverse({}, ["other asset", "rail"]), "case_of_other_holder");
  expectRejected(reverse({}, ["asset", "metro"]), "case_of_other_company");
  expectRejected(reverse({ payeeIds: [memberId("school")] }), "line_not_found");
  expectRejected(reverse({ payeeIds: [personId("jia"), personId("jia")] }), "payee_repeated");
  const licenceId = ledger.licence({}, achievementId);
  ledger.receipt(licenceId, 10_000n);
  expectRejected(reverse({ planId: ledger.approved(licenceId) }, ["asset", "metro"]), "line_of_money");
  ledger.done("transfer.close-deal", { dealId }, "office");
  expectRejected(reverse(), "deal_not_open");
  ledger.done("transfer.reopen-deal", { dealId, reason }, "dean");
  ledger.done("transfer.reverse-share-registration", { planId, payeeIds: [personId("jia")], reason }, [
    "asset",
    "rail",
  ]);
  assert.equal(expectRejected(reverse(), "line_not_registered")["payee"], personId("jia"));
});
