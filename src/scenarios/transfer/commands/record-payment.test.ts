import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  memberId,
  personId,
  TODAY,
  TOMORROW,
  TransferLedger,
  teamList,
  teamShares,
  YESTERDAY,
} from "../../../../test/support/transfer-ledger.ts";

const RESULT = { result: "paid", occurredOn: TODAY, bankReference: "付款-1" };

function approved(): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  return { ledger, dealId, planId: ledger.approved(dealId, teamShares({ leader: 60, jia: 40 })) };
}

test("a line is closed by the bank's answer, and the plan by its last line", () => {
  const { ledger, dealId, planId } = approved();
  const leader = { planId, personId: personId("leader"), ...RESULT };
  ledger.done("transfer.record-payment", { ...leader, occurredOn: YESTERDAY }, "finance");
  const line = ledger.row("plan_lines", "payeeId", personId("leader"));
  assert.deepEqual([line["state"], line["closedOn"], line["isLate"]], ["paid", YESTERDAY, true]);
  const signed = (line["signed"] as ValueObject[]).map(({ command }) => command);
  assert.deepEqual(signed, [
    "transfer.propose-plan",
    "transfer.decide-team-split",
    "transfer.approve-plan",
    "transfer.record-payment",
  ]);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
  ledger.paid(planId, "jia");
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:payout`], "9700");
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual([totals["paid"], totals["openLineCount"]], ["9700", 0]);
});

test("what the bank returned is owed as before and can be paid again", () => {
  const { ledger, dealId, planId } = approved();
  const args = { planId, personId: personId("jia"), ...RESULT };
  ledger.done("transfer.record-payment", { ...args, result: "returned", bankReference: "退票-1" }, "finance");
  ledger.done("transfer.record-payment", { ...args, result: "returned", bankReference: "退票-2" }, "finance");
  assert.equal(ledger.balances(dealId)[`cny:${personId("jia")}:claim/${dealId}`], "3880");
  assert.equal(ledger.row("settlements", "dealId", dealId)["openLineCount"], 2);
  ledger.done("transfer.record-payment", args, "finance");
  assert.equal(ledger.balances(dealId)[`cny:${personId("jia")}:claim/${dealId}`], "0");
});

test("a result is entered by the unit's finance for somebody who is owed money", () => {
  const { ledger, dealId, planId } = approved();
  const record = (changes: ValueObject = {}, as: Label = "finance") =>
    ledger.act("record-payment", { planId, personId: personId("jia"), ...RESULT, ...changes }, as);
  expectRejected(record({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(record({}, "other finance"), "case_of_other_unit");
  expectRejected(record({}, "dean"), "role_missing");
  expectRejected(record({ personId: personId("yi") }), "line_not_found");
  expectRejected(record({ occurredOn: TOMORROW }), "day_in_future");
  ledger.paid(planId, "jia");
  assert.equal(expectRejected(record(), "line_not_payable")["state"], "paid");
  assert.equal(ledger.row("plan_lines", "payeeId", memberId("school"))["state"], "paid");
  ledger.receipt(dealId, 1_000n);
  const next = ledger.split(dealId);
  assert.equal(expectRejected(record({ planId: next }), "line_not_payable")["state"], "planned");
});

test("shares are not paid by a bank, and nobody enters a payment to the own team", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.equity({}, achievementId);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const args = { planId, personId: personId("jia"), ...RESULT };
  expectRejected(ledger.act("record-payment", args, "everything"), "payer_is_contributor");
  expectRejected(ledger.act("record-payment", args, "finance"), "line_of_shares");
});
