import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("a plan is withdrawn until it is approved, and another can be proposed", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  const withdraw = (as: Label = "office", id = planId) =>
    ledger.act("withdraw-plan", { planId: id, reason: "成本漏记" }, as);
  expectRejected(withdraw("office", testId("plan", "none")), "plan_not_found");
  expectRejected(withdraw("other office"), "case_of_other_unit");
  ledger.done("transfer.withdraw-plan", { planId, reason: "成本漏记" }, "office");
  assert.equal(ledger.row("plans", "id", planId)["state"], "withdrawn");
  const lines = ledger.rows({ name: "transfer_plan_lines" });
  assert.equal(
    lines.every((line) => line["state"] === "void"),
    true,
  );
  expectRejected(withdraw(), "plan_not_open");
  const next = ledger.approved(dealId);
  assert.equal(ledger.row("plans", "id", next)["sequence"], 2);
  expectRejected(withdraw("office", next), "plan_not_open");
});
