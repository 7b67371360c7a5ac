import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, personId, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

const reason = "批准有误";

test("voiding an approved plan returns every fen and lets the same be distributed again", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  const first = ledger.approved(dealId);
  ledger.done("transfer.void-plan", { planId: first, reason }, "dean");
  const balances = Object.entries(ledger.balances(dealId)).filter(([, balance]) => balance !== "0");
  assert.deepEqual(Object.fromEntries(balances), {
    [`cny:${dealId}:bank`]: "-11000",
    [`cny:${dealId}:pool`]: "11000",
  });
  const second = ledger.approved(dealId);
  assert.deepEqual(ledger.amounts(second), ledger.amounts(first));
});

test("a plan is void only while it is approved and nobody is paid", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  const annul = (as: Label = "dean", id = planId) => ledger.act("void-plan", { planId: id, reason }, as);
  expectRejected(annul("dean", testId("plan", "none")), "plan_not_found");
  expectRejected(annul("other dean"), "case_of_other_unit");
  expectRejected(annul("finance"), "role_missing");
  expectRejected(annul(), "plan_not_approved");
  ledger.announced(planId);
  ledger.approve(planId);
  ledger.paid(planId, "leader");
  assert.equal(expectRejected(annul(), "plan_paid")["count"], 1);
  ledger.done("transfer.reverse-payment", { planId, personId: personId("leader"), reason }, "finance");
  ledger.receipt(dealId, 5_000n);
  const next = ledger.proposed(dealId);
  expectRejected(annul(), "plan_open");
  ledger.done("transfer.withdraw-plan", { planId: next, reason }, "office");
  ledger.done("transfer.void-plan", { planId, reason }, "dean");
  expectRejected(annul(), "plan_not_approved");
});

test("what lies in a list for the bank is not made void", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId);
  ledger.withheld(planId, ["leader"]);
  const lines = [{ planId, personId: personId("leader") }];
  const { batchId } = ledger.done("transfer.create-payment-batch", { lines }, "finance");
  expectRejected(ledger.act("void-plan", { planId, reason }, "dean"), "line_in_batch");
  ledger.done("transfer.cancel-payment-batch", { batchId: batchId ?? "", reason }, "finance");
  ledger.done("transfer.void-plan", { planId, reason }, "dean");
  assert.deepEqual(new Set(ledger.rows({ name: "transfer_obligations" }).map(({ state }) => state)), new Set(["void"]));
});

test("a closed deal is opened again first", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 0 }, "office");
  ledger.done("transfer.decide-team-split", { planId: planId ?? "", shares: teamShares() }, "leader");
  ledger.announced(String(planId));
  ledger.approve(String(planId));
  ledger.done("transfer.close-deal", { dealId }, "office");
  expectRejected(ledger.act("void-plan", { planId: planId ?? "", reason }, "dean"), "deal_not_open");
  ledger.done("transfer.reopen-deal", { dealId, reason }, "office");
  ledger.done("transfer.void-plan", { planId: planId ?? "", reason }, "dean");
  assert.equal(ledger.row("settlements", "dealId", dealId)["retained"], "0");
});
