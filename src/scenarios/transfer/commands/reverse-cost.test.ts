import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const reason = "重复报销";

test("a cost that a plan deducted and that is reversed is distributed by the next plan", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const costId = ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  ledger.approved(dealId);
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:costs`], "1000");
  ledger.done("transfer.reverse-cost", { costId, reason }, "finance");
  const planId = ledger.approved(dealId);
  const plan = ledger.row("plans", "id", planId);
  assert.deepEqual([plan["amount"], plan["recoup"], plan["base"]], ["1000", "-1000", "11000"]);
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual([totals["awarded"], totals["retained"], totals["recouped"]], ["10670", "330", "0"]);
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:costs`], "0");
});

test("a cost is reversed once, by its unit's finance, in an open deal", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const costId = ledger.cost(dealId, 1_000n);
  const reverse = (id = costId, as: Label = "finance") => ledger.act("reverse-cost", { costId: id, reason }, as);
  expectRejected(reverse(testId("cost", "none")), "cost_not_found");
  expectRejected(reverse(costId, "other finance"), "case_of_other_unit");
  ledger.done("transfer.reverse-cost", { costId, reason }, "finance");
  expectRejected(reverse(), "cost_reversed");
  const late = ledger.cost(dealId, 1n);
  ledger.done("transfer.void-deal", { dealId, reason }, ["office", "metro"]);
  expectRejected(reverse(late), "deal_not_open");
});
