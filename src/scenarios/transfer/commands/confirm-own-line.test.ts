import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

function split(): { ledger: TransferLedger; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  return { ledger, planId: ledger.split(dealId) };
}

test("each payee confirms the own line, and a new split is confirmed anew", () => {
  const { ledger, planId } = split();
  const confirm = (as: Label, revision = 1, id = planId) =>
    ledger.act("confirm-own-line", { planId: id, revision }, as);
  expectRejected(confirm("jia", 1, testId("plan", "none")), "line_not_found");
  expectRejected(confirm("stranger"), "line_not_found");
  assert.equal(expectRejected(confirm("jia", 2), "split_superseded")["revision"], 1);
  assert.equal(ledger.done("transfer.confirm-own-line", { planId, revision: 1 }, "jia")["amount"], "2134");
  expectRejected(confirm("jia"), "line_confirmed");
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares() }, "leader");
  ledger.done("transfer.confirm-own-line", { planId, revision: 2 }, "jia");
  ledger.announced(planId);
  expectRejected(confirm("yi", 2), "plan_not_split");
  const facts = ledger.rows({ name: "transfer_notices" })[0]?.["facts"] as { name: string; value: string }[];
  assert.equal(facts.find(({ name }) => name === "unconfirmed_count")?.value, "4");
});

test("a confirmation is taken back until the plan is published", () => {
  const { ledger, planId } = split();
  const reason = "比例有疑问";
  const withdraw = (as: Label) => ledger.act("withdraw-line-confirmation", { planId, reason }, as);
  expectRejected(withdraw("stranger"), "line_not_found");
  expectRejected(withdraw("jia"), "line_not_confirmed");
  ledger.done("transfer.confirm-own-line", { planId, revision: 1 }, "jia");
  ledger.done("transfer.withdraw-line-confirmation", { planId, reason }, "jia");
  expectRejected(withdraw("jia"), "line_not_confirmed");
  ledger.announced(planId);
  expectRejected(withdraw("jia"), "plan_not_split");
});
