import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TODAY, TOMORROW, TransferLedger, YESTERDAY } from "../../../../test/support/transfer-ledger.ts";

const SLIP = { amount: 100_000_000n, occurredOn: TODAY, bankReference: "回单-1" };

test("money that the bank booked rests in the pool, and a later entry is marked", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const record = (changes: ValueObject) =>
    ledger.done("transfer.record-receipt", { dealId, ...SLIP, ...changes }, "finance");
  assert.equal(record({})["isLate"], false);
  assert.equal(record({ occurredOn: YESTERDAY, bankReference: "回单-2" })["isLate"], true);
  assert.equal(ledger.row("settlements", "dealId", dealId)["received"], "200000000");
  assert.deepEqual(ledger.balances(dealId), {
    [`cny:${dealId}:bank`]: "-200000000",
    [`cny:${dealId}:pool`]: "200000000",
  });
});

test("a receipt belongs to an open deal of the unit that brings money", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  const record = (changes: ValueObject, as: Label = "finance") =>
    ledger.act("record-receipt", { dealId, ...SLIP, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, "other finance"), "case_of_other_unit");
  expectRejected(record({}, "office"), "role_missing");
  expectRejected(record({ occurredOn: TOMORROW }), "day_in_future");
  expectRejected(record({ dealId: ledger.equity({}, achievementId) }), "deal_gives_shares");
  assert.equal(expectRejected(record({ amount: 300_000_001n }), "receipt_over_price")["outstanding"], "3000000.00");
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "metro"]);
  expectRejected(record({}), "deal_not_open");
});

test("a bank slip counts once until its receipt is reversed", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const { receiptId } = ledger.done("transfer.record-receipt", { dealId, ...SLIP }, "finance");
  expectRejected(ledger.act("record-receipt", { dealId, ...SLIP }, "finance"), "bank_reference_taken");
  ledger.done("transfer.reverse-receipt", { receiptId: receiptId ?? "", reason: "金额录错" }, "finance");
  ledger.done("transfer.record-receipt", { dealId, ...SLIP, amount: 90_000_000n }, "finance");
});
