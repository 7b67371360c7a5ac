import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, personId, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

const reason = "银行追回";

test("a reversed payment is owed again, and its plan is open again", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId, teamShares({ leader: 1 }));
  const before = [ledger.row("settlements", "dealId", dealId), ledger.balances(`claim/${dealId}`)];
  ledger.paid(planId, "leader");
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  ledger.done("transfer.reverse-payment", { planId, personId: personId("leader"), reason }, "finance");
  assert.deepEqual([ledger.row("settlements", "dealId", dealId), ledger.balances(`claim/${dealId}`)], before);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
  ledger.paid(planId, "leader");
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
});

test("only a paid line of money is reversed, by the unit's finance, in an open deal", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 300_000_000n);
  const planId = ledger.approved(dealId, teamShares({ leader: 1 }));
  const reverse = (changes: ValueObject = {}, as: Label = "finance") =>
    ledger.act("reverse-payment", { planId, personId: personId("leader"), reason, ...changes }, as);
  expectRejected(reverse({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(reverse({}, "other finance"), "case_of_other_unit");
  expectRejected(reverse({ personId: personId("jia") }), "line_not_found");
  expectRejected(reverse(), "line_not_paid");
  ledger.paid(planId, "leader");
  ledger.done("transfer.close-deal", { dealId }, "office");
  expectRejected(reverse(), "deal_not_open");

  const equityId = ledger.equity({}, achievementId);
  ledger.stake(equityId);
  expectRejected(reverse({ planId: ledger.approved(equityId) }), "line_of_shares");
});
