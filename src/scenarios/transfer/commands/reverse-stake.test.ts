import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const reason = "登记有误";

test("a stake of which nothing is distributed is taken back and recorded anew", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  const reverse = (as: readonly Label[] = ["asset", "rail"], id = dealId) =>
    ledger.act("reverse-stake", { dealId: id, reason }, as);
  expectRejected(reverse(["asset", "rail"], testId("deal", "none")), "deal_not_found");
  expectRejected(reverse(["other asset", "rail"]), "case_of_other_holder");
  expectRejected(reverse(["asset", "metro"]), "case_of_other_company");
  expectRejected(reverse(), "stake_not_recorded");
  ledger.stake(dealId);
  ledger.done("transfer.reverse-stake", { dealId, reason }, ["asset", "rail"]);
  assert.equal(ledger.balances(dealId)[`shares/${dealId}:${dealId}:pool`], "0");
  ledger.stake(dealId);
  assert.equal(ledger.row("settlements", "dealId", dealId)["received"], "1250000000");
});

test("a stake stays while a plan rests on it or its contract is void", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.stake(dealId);
  const reverse = () => ledger.act("reverse-stake", { dealId, reason }, ["asset", "rail"]);
  const planId = ledger.split(dealId);
  expectRejected(reverse(), "plan_open");
  ledger.announced(planId);
  ledger.approve(planId);
  expectRejected(reverse(), "stake_distributed");
  ledger.done("transfer.void-plan", { planId, reason }, "dean");
  ledger.done("transfer.reverse-stake", { dealId, reason }, ["asset", "rail"]);
  ledger.done("transfer.void-deal", { dealId, reason }, ["office", "rail"]);
  expectRejected(reverse(), "deal_not_open");
});
