import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

const reason = "分配说明不清";

test("a plan that is returned goes back to its leader, and its notice is superseded", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  const giveBack = (as: "director" | "dean") => ledger.act("return-plan", { planId, reason }, as);
  expectRejected(giveBack("director"), "approval_not_asked");
  ledger.announced(planId);
  expectRejected(giveBack("dean"), "step_of_other_role");
  ledger.done("transfer.approve-plan", { planId, revision: 1 }, "finance");
  ledger.done("transfer.return-plan", { planId, reason }, "director");
  const plan = ledger.row("plans", "id", planId);
  assert.deepEqual([plan["state"], plan["returnReason"], plan["approvalId"]], ["proposed", reason, null]);
  assert.equal(ledger.rows({ name: "transfer_notices" })[0]?.["state"], "superseded");
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares() }, "leader");
  ledger.announced(planId);
  ledger.approve(planId);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
});
