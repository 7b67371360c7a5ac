import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TODAY, TOMORROW, TransferLedger, YESTERDAY } from "../../../../test/support/transfer-ledger.ts";

const VOUCHER = { class: "valuation", amount: 3_600_000n, occurredOn: TODAY, voucher: "凭证-1" };

test("the frozen pack says of each class whether it is deducted", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const record = (changes: ValueObject) =>
    ledger.done("transfer.record-cost", { dealId, ...VOUCHER, ...changes }, "finance");
  assert.equal(record({})["verdict"], "deducted");
  assert.equal(record({ class: "research-funding" })["verdict"], "class-not-listed");
  assert.equal(record({ occurredOn: YESTERDAY })["isLate"], true);
  assert.deepEqual(ledger.balances(dealId), {});
});

test("a cost belongs to an open deal of the unit that brings money", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  const record = (changes: ValueObject, as: Label = "finance") =>
    ledger.act("record-cost", { dealId, ...VOUCHER, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, "other finance"), "case_of_other_unit");
  expectRejected(record({ occurredOn: TOMORROW }), "day_in_future");
  expectRejected(record({ dealId: ledger.equity({}, achievementId) }), "deal_gives_shares");
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "metro"]);
  expectRejected(record({}), "deal_not_open");
});
