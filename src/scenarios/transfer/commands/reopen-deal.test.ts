import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("a closed case is opened again by its unit, for a reason", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  ledger.cost(dealId, 300_000_000n);
  const reopen = (as: Label = "office", id = dealId) =>
    ledger.act("reopen-deal", { dealId: id, reason: "凭证有误" }, as);
  expectRejected(reopen("office", testId("deal", "none")), "deal_not_found");
  expectRejected(reopen("other office"), "case_of_other_unit");
  expectRejected(reopen(), "deal_not_closed");
  ledger.done("transfer.close-deal", { dealId }, "office");
  ledger.done("transfer.reopen-deal", { dealId, reason: "凭证有误" }, "dean");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "signed");
});
