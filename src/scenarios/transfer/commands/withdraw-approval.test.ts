import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { personId, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

const reason = "再核对";

function asked(): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  const planId = ledger.split(dealId, teamShares({ leader: 60, jia: 40 }));
  return { ledger, dealId, planId };
}

test("a signature is withdrawn by its signer, and signed again", () => {
  const { ledger, planId } = asked();
  const withdraw = (as: "director" | "finance") => ledger.act("withdraw-approval", { planId, reason }, as);
  expectRejected(withdraw("director"), "approval_not_asked");
  ledger.announced(planId);
  ledger.done("transfer.approve-plan", { planId, revision: 1 }, "director");
  expectRejected(withdraw("finance"), "signature_of_other_person");
  assert.equal(ledger.done("transfer.withdraw-approval", { planId, reason }, "director")["wasApproved"], false);
  ledger.approve(planId);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
});

test("the last signature is withdrawn with everything it did, to the fen", () => {
  const { ledger, dealId, planId } = asked();
  ledger.announced(planId);
  const before = ledger.balances(dealId);
  ledger.approve(planId);
  ledger.withheld(planId, ["jia"], 7n);
  assert.equal(ledger.done("transfer.withdraw-approval", { planId, reason }, "finance")["wasApproved"], true);
  const plan = ledger.row("plans", "id", planId);
  assert.equal(plan["state"], "approving");
  const after = Object.entries(ledger.balances(dealId)).filter(([, balance]) => balance !== "0");
  assert.deepEqual(Object.fromEntries(after), Object.fromEntries(Object.entries(before)));
  assert.deepEqual(
    new Set(ledger.rows({ name: "transfer_plan_lines" }).map((row) => `${row["state"]} ${row["withheld"]}`)),
    new Set(["planned 0"]),
  );
  ledger.done("transfer.approve-plan", { planId, revision: 1 }, "finance");
  ledger.paid(planId, "leader", "jia");
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  assert.deepEqual(ledger.faults, []);
});

test("nothing is withdrawn once the bank has a list, a later step is signed or another plan counts on it", () => {
  const { ledger, dealId, planId } = asked();
  ledger.announced(planId);
  ledger.approve(planId);
  const withdraw = () => ledger.act("withdraw-approval", { planId, reason }, "finance");
  ledger.receipt(dealId, 1_000n);
  const next = ledger.proposed(dealId);
  expectRejected(withdraw(), "plan_open");
  ledger.done("transfer.withdraw-plan", { planId: next, reason }, "office");
  ledger.withheld(planId, ["jia"]);
  const lines = [{ planId, personId: personId("jia") }];
  const { batchId } = ledger.done("transfer.create-payment-batch", { lines }, "finance");
  expectRejected(withdraw(), "payment_begun");
  ledger.done("transfer.cancel-payment-batch", { batchId: batchId ?? "", reason }, "finance");
  ledger.done("transfer.withdraw-approval", { planId, reason }, "finance");
  const large = ledger.licence(
    {
      contractNumber: "2026-XK-032",
      price: 900_000_000n,
      instalments: [{ dueOn: "2026-06-30", amount: 900_000_000n }],
    },
    String(ledger.rows({ name: "transfer_achievements" })[0]?.["id"]),
  );
  ledger.receipt(large, 900_000_000n);
  const second = ledger.approved(large);
  expectRejected(ledger.act("withdraw-approval", { planId: second, reason }, "director"), "signature_built_on");
});

test("in a case that is closed the approval stands", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 0 }, "office");
  ledger.done("transfer.decide-team-split", { planId: planId ?? "", shares: teamShares() }, "leader");
  ledger.announced(String(planId));
  ledger.approve(String(planId));
  ledger.done("transfer.close-deal", { dealId }, "office");
  const args = { planId: planId ?? "", reason };
  expectRejected(ledger.act("withdraw-approval", args, "dean"), "deal_not_open");
});

test("a plan whose income was taken back since is made void, not approved anew", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const receiptId = ledger.receipt(dealId, 300_000_000n);
  const planId = ledger.approved(dealId);
  ledger.done("transfer.reverse-receipt", { receiptId, reason }, "finance");
  expectRejected(ledger.act("withdraw-approval", { planId, reason }, "dean"), "income_taken_back");
  ledger.done("transfer.void-plan", { planId, reason }, "dean");
  assert.equal(ledger.row("settlements", "dealId", dealId)["openPlanId"], null);
  assert.deepEqual(ledger.faults, []);
});
