import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, personId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const reason = "退款";

test("reversing a receipt that nothing rests on restores what was before", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 1_000n);
  const before = [ledger.row("settlements", "dealId", dealId), ledger.balances(dealId)];
  const receiptId = ledger.receipt(dealId, 777n);
  ledger.done("transfer.reverse-receipt", { receiptId, reason }, "finance");
  assert.deepEqual([ledger.row("settlements", "dealId", dealId), ledger.balances(dealId)], before);
});

test("what was distributed of money paid back is advanced by the unit, and later income gives it back first", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const receiptId = ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId);
  ledger.paid(planId, "leader");
  const { advanced } = ledger.done("transfer.reverse-receipt", { receiptId, reason }, "finance");
  assert.equal(advanced, "10000");
  ledger.receipt(dealId, 9_000n);
  const facts = expectRejected(ledger.act("propose-plan", { dealId }, "office"), "nothing_to_distribute");
  assert.equal(facts["overdrawn"], "10.00");
  ledger.receipt(dealId, 2_000n);
  const second = ledger.approved(dealId);
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual([totals["advanced"], totals["awarded"], totals["retained"]], ["0", "10670", "330"]);
  assert.equal(ledger.amounts(second)[personId("leader")], "388");
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:advance`], "0");
  assert.deepEqual(ledger.faults, []);
});

test("a receipt is reversed once, by its unit's finance, and not under an open plan", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const receiptId = ledger.receipt(dealId, 300_000_000n);
  const reverse = (id = receiptId, as: Label = "finance") =>
    ledger.act("reverse-receipt", { receiptId: id, reason }, as);
  expectRejected(reverse(testId("receipt", "none")), "receipt_not_found");
  expectRejected(reverse(receiptId, "other finance"), "case_of_other_unit");
  const planId = ledger.proposed(dealId);
  expectRejected(reverse(), "plan_open");
  ledger.done("transfer.withdraw-plan", { planId, reason }, "office");
  ledger.done("transfer.reverse-receipt", { receiptId, reason }, "finance");
  expectRejected(reverse(), "receipt_reversed");
});

test("a closed deal is opened again first, and a stake is not money", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  const receiptId = ledger.receipt(dealId, 300_000_000n);
  const planId = ledger.approved(dealId);
  for (const label of ["leader", "jia", "yi", "bing", "ding"] as const) ledger.paid(planId, label);
  ledger.done("transfer.close-deal", { dealId }, "office");
  expectRejected(ledger.act("reverse-receipt", { receiptId, reason }, "finance"), "deal_not_open");

  const equityId = ledger.equity({}, achievementId);
  ledger.stake(equityId);
  const stakeId = String(ledger.row("receipts", "dealId", equityId)["id"]);
  expectRejected(ledger.act("reverse-receipt", { receiptId: stakeId, reason }, "finance"), "receipt_of_shares");
});
