import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("both sides call a contract off while nothing has come in", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const off = (as: readonly Label[] = ["office", "metro"], id = dealId) =>
    ledger.act("void-deal", { dealId: id, reason: "双方解约" }, as);
  expectRejected(off(["office", "metro"], testId("deal", "none")), "deal_not_found");
  expectRejected(off(["other office", "metro"]), "case_of_other_unit");
  expectRejected(off(["office", "rail"]), "case_of_other_company");
  const receiptId = ledger.receipt(dealId, 100n);
  assert.equal(expectRejected(off(), "deal_has_receipts")["received"], "1.00");
  ledger.done("transfer.reverse-receipt", { receiptId, reason: "退款" }, "finance");
  ledger.done("transfer.void-deal", { dealId, reason: "双方解约" }, ["office", "metro"]);
  assert.equal(ledger.row("deals", "id", dealId)["state"], "void");
  expectRejected(off(), "deal_not_open");
});
