import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, memberId, TODAY, TOMORROW, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const ENTRY = { occurredOn: TODAY, registryReference: "登记-1" };

test("the stake comes into being at the contributed value and is an asset of its own", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  const { amount } = ledger.done("transfer.record-stake", { dealId, ...ENTRY }, ["asset", "rail"]);
  assert.equal(amount, "1250000000");
  const shares = `shares/${dealId}`;
  assert.deepEqual(ledger.balances(dealId), {
    [`${shares}:${memberId("rail")}:issuer/${dealId}`]: "-1250000000",
    [`${shares}:${dealId}:pool`]: "1250000000",
  });
});

test("a stake is signed by the holder and the company of its deal, once", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.equity({}, achievementId);
  const record = (changes: ValueObject = {}, as: readonly Label[] = ["asset", "rail"]) =>
    ledger.act("record-stake", { dealId, ...ENTRY, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, ["other asset", "rail"]), "case_of_other_holder");
  expectRejected(record({}, ["asset", "metro"]), "case_of_other_company");
  expectRejected(record({ occurredOn: TOMORROW }), "day_in_future");
  const licence = { dealId: ledger.licence({}, achievementId) };
  expectRejected(record(licence, ["asset", "metro"]), "deal_brings_money");
  ledger.stake(dealId);
  expectRejected(record(), "stake_recorded");
});

test("a void contract forms no stake", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "rail"]);
  expectRejected(ledger.act("record-stake", { dealId, ...ENTRY }, ["asset", "rail"]), "deal_not_open");
});
