import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger, YESTERDAY } from "../../../../test/support/transfer-ledger.ts";

const SLIP = { amount: 100_000_000n, bankReference: "回单-1" };

test("money is confirmed against a slip of the bank, whose day counts, and a later entry is marked", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.slip("回单-1", 100_000_000n);
  ledger.slip("回单-2", 100_000_000n, YESTERDAY);
  const record = (changes: ValueObject) =>
    ledger.done("transfer.record-receipt", { dealId, ...SLIP, ...changes }, "finance");
  const first = record({});
  assert.equal(first["isLate"], false);
  assert.equal(record({ bankReference: "回单-2" })["isLate"], true);
  assert.equal(ledger.row("settlements", "dealId", dealId)["received"], "200000000");
  assert.deepEqual(ledger.balances(dealId), {
    [`cny:${dealId}:bank`]: "-200000000",
    [`cny:${dealId}:pool`]: "200000000",
  });
  const slip = ledger.row("bank_slips", "reference", "回单-1");
  assert.deepEqual([slip["state"], slip["receiptId"]], ["matched", first["receiptId"]]);
});

test("a receipt belongs to an open deal of the unit that brings money", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.slip("回单-1", 300_000_001n);
  const record = (changes: ValueObject, as: Label = "finance") =>
    ledger.act("record-receipt", { dealId, ...SLIP, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, "other finance"), "case_of_other_unit");
  expectRejected(record({}, "office"), "role_missing");
  expectRejected(record({ dealId: ledger.equity({}, achievementId) }), "deal_gives_shares");
  expectRejected(record({ bankReference: "回单-9" }), "slip_not_found");
  assert.equal(expectRejected(record({}), "slip_amount_differs")["amount"], "3000000.01");
  assert.equal(expectRejected(record({ amount: 300_000_001n }), "receipt_over_price")["outstanding"], "3000000.00");
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "metro"]);
  expectRejected(record({}), "deal_not_open");
});

test("a bank slip counts once until its receipt is reversed", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.slip("回单-1", 100_000_000n);
  const { receiptId } = ledger.done("transfer.record-receipt", { dealId, ...SLIP }, "finance");
  assert.equal(
    expectRejected(ledger.act("record-receipt", { dealId, ...SLIP }, "finance"), "slip_not_unmatched")["state"],
    "matched",
  );
  ledger.done("transfer.reverse-receipt", { receiptId: receiptId ?? "", reason: "挂错合同" }, "finance");
  assert.equal(ledger.row("bank_slips", "reference", "回单-1")["state"], "unmatched");
  ledger.done("transfer.record-receipt", { dealId, ...SLIP }, "finance");
});
