import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

test("a case is closed when everything came in, is distributed and is paid", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const close = (as: Label = "office", id = dealId) => ledger.act("close-deal", { dealId: id }, as);
  expectRejected(close("office", testId("deal", "none")), "deal_not_found");
  expectRejected(close("other office"), "case_of_other_unit");
  assert.equal(expectRejected(close(), "price_outstanding")["outstanding"], "3000000.00");
  ledger.receipt(dealId, 300_000_000n);
  assert.equal(expectRejected(close(), "income_undistributed")["left"], "3000000.00");
  const planId = ledger.split(dealId, teamShares({ leader: 1 }));
  expectRejected(close(), "plan_open");
  ledger.announced(planId);
  ledger.approve(planId);
  assert.equal(expectRejected(close(), "lines_open")["count"], 1);
  ledger.paid(planId, "leader");
  ledger.done("transfer.close-deal", { dealId }, "office");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "closed");
  expectRejected(close(), "deal_not_open");
});

test("income that costs ate up goes to the costs when the case is closed", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  ledger.cost(dealId, 400_000_000n, "valuation");
  expectRejected(ledger.act("propose-plan", { dealId }, "office"), "nothing_to_distribute");
  ledger.done("transfer.close-deal", { dealId }, "office");
  const balances = ledger.balances(dealId);
  assert.deepEqual([balances[`cny:${dealId}:pool`], balances[`cny:${dealId}:costs`]], ["0", "300000000"]);
  assert.deepEqual(ledger.faults, []);
});

test("income that comes in after an advance gives it back when the case is closed", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence({ price: 10_000n, instalments: [{ dueOn: "2026-06-30", amount: 10_000n }] });
  const receiptId = ledger.receipt(dealId, 10_000n);
  ledger.paid(ledger.approved(dealId, teamShares({ leader: 1 })), "leader");
  ledger.done("transfer.reverse-receipt", { receiptId, reason: "退款重付" }, "finance");
  ledger.receipt(dealId, 10_000n);
  ledger.done("transfer.close-deal", { dealId }, "office");
  const balances = ledger.balances(dealId);
  assert.deepEqual([balances[`cny:${dealId}:pool`], balances[`cny:${dealId}:advance`]], ["0", "0"]);
});
