import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { equityTerms, type Label, personId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const REASON = "评估价格明显偏低";

test("an objection by real name stops the clock and is to be answered in the days of the rule", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const noticeId = ledger.noticed(dealId);
  const args = { noticeId, target: "whole", reason: REASON, documentHash: "d".repeat(64) };
  const done = ledger.done("transfer.object", args, "stranger");
  assert.deepEqual([done["stopsClock"], done["answerBy"]], [true, "2026-03-16"]);
  const objection = ledger.row("objections", "id", String(done["objectionId"]));
  assert.deepEqual([objection["objectorId"], objection["state"]], [personId("stranger"), "open"]);
  // The text stays beside the ledger and can be erased.
  assert.equal(ledger.personal.get(String(objection["reason"])), REASON);
  assert.equal(
    ledger.blocks.some((block) => Buffer.from(block).includes(REASON)),
    false,
  );
  assert.equal(ledger.row("notices", "id", noticeId)["state"], "suspended");
});

test("who may read a notice may object to it while it runs", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const noticeId = ledger.noticed(dealId);
  const object = (changes: ValueObject = {}, as: Label = "stranger") =>
    ledger.act("object", { noticeId, target: "whole", reason: REASON, ...changes }, as);
  expectRejected(object({ noticeId: testId("notice", "none") }), "notice_not_found");
  expectRejected(object({}, "other office"), "notice_not_found");
  expectRejected(object({ target: "line", lineId: "a" }), "notice_line_unknown");
  // The company that the price was agreed with reads it too.
  ledger.done("transfer.object", { noticeId, target: "ownership", reason: REASON }, "rail");
  ledger.done("transfer.withdraw-objection", { objectionId: objectionBy(ledger, "rail") }, "rail");
  ledger.advanceTo(endOfDay("2026-03-24"));
  assert.equal(expectRejected(object(), "notice_not_open")["state"], "closed");
});

test("who objected is known to who did and to the offices that handle it, in rows and in the history", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.dealProposed(equityTerms(achievementId));
  const noticeId = ledger.noticed(dealId);
  ledger.done("transfer.object", { noticeId, target: "whole", reason: REASON }, "stranger");
  const mentions = (query: string, input: ValueObject, as: Label) =>
    JSON.stringify(ledger.query(query, input as never, as)).includes(personId("stranger"));
  for (const as of ["stranger", "office", "discipline"] as const) {
    assert.equal(mentions("transfer.notice", { noticeId }, as), true, as);
  }
  for (const as of ["leader", "jia", "finance", "dean", "rail", "admin"] as const) {
    assert.equal(mentions("transfer.notice", { noticeId }, as), false, as);
    assert.equal(mentions("transfer.acts", { achievementId }, as), false, as);
    assert.equal(mentions("transfer.case", { dealId }, as), false, as);
  }
  assert.equal(mentions("transfer.acts", { achievementId }, "discipline"), true);
});

function objectionBy(ledger: TransferLedger, label: Label): string {
  return String(ledger.row("objections", "objectorId", personId(label))["id"]);
}
