import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { equityTerms, type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("only who made an objection takes it back, and the clock goes on", () => {
  const ledger = new TransferLedger();
  const noticeId = ledger.noticed(ledger.dealProposed(equityTerms(ledger.registered())));
  const args = { noticeId, target: "whole", reason: "价格偏低" };
  const objectionId = String(ledger.done("transfer.object", args, "stranger")["objectionId"]);
  const takeBack = (as: Label = "stranger", id = objectionId) =>
    ledger.act("withdraw-objection", { objectionId: id }, as);
  expectRejected(takeBack("stranger", testId("objection", "none")), "objection_not_found");
  expectRejected(takeBack("discipline"), "not_objector");
  assert.equal(ledger.done("transfer.withdraw-objection", { objectionId }, "stranger")["noticeState"], "open");
  assert.equal(expectRejected(takeBack(), "objection_not_open")["state"], "withdrawn");
});
