import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TODAY,
  TOMORROW,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

const MINUTES = { revision: 1, minutesNumber: "会纪〔2026〕8号", decidedOn: TODAY, attendeeCount: 9 };

test("an agreed price is decided after its notice ran out and every objection was answered", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const decide = (changes: ValueObject = {}) =>
    ledger.act("record-decision", { dealId, ...MINUTES, ...changes }, "dean");
  expectRejected(decide(), "notice_missing");
  const noticeId = ledger.noticed(dealId);
  assert.equal(expectRejected(decide(), "notice_not_closed")["state"], "open");
  const objection = { noticeId, target: "whole", reason: "价格偏低" };
  const objectionId = String(ledger.done("transfer.object", objection, "stranger")["objectionId"]);
  assert.equal(expectRejected(decide(), "objections_open")["count"], 1);
  const answer = { objectionId, result: "dismissed", resolution: "不成立" };
  ledger.done("transfer.resolve-objection", answer, "discipline");
  ledger.advanceTo(endOfDay("2026-03-23"));
  assert.equal(expectRejected(decide({ decidedOn: "2026-03-23" }), "decided_before_notice_end")["day"], "2026-03-23");
  const args = {
    dealId,
    ...MINUTES,
    decidedOn: "2026-03-24",
    attendees: "校长办公会成员",
    documentHash: "f".repeat(64),
  };
  const { decisionId } = ledger.done("transfer.record-decision", args, "dean");
  const decision = ledger.row("decisions", "id", String(decisionId));
  assert.deepEqual(
    ["minutesNumber", "noticeId", "isLate", "attendeeCount", "state"].map((field) => decision[field]),
    ["会纪〔2026〕8号", noticeId, false, 9, "recorded"],
  );
  assert.equal(ledger.personal.get(String(decision["attendees"])), "校长办公会成员");
  assert.deepEqual(
    ["state", "decisionId"].map((field) => ledger.row("deals", "id", dealId)[field]),
    ["decided", decisionId],
  );
});

test("an objection is answered before the decision even when its notice was replaced", () => {
  const ledger = new TransferLedger();
  const { achievementId, ...terms } = equityTerms(ledger.registered());
  const dealId = ledger.dealProposed({ achievementId: achievementId ?? "", ...terms });
  const noticeId = ledger.noticed(dealId);
  ledger.done("transfer.object", { noticeId, target: "whole", reason: "价格偏低" }, "stranger");
  ledger.done("transfer.withdraw-notice", { noticeId, reason: "价格写错" }, "office");
  ledger.paperNotice(dealId, "2026-01-26", "2026-02-28");
  const decide = ledger.act("record-decision", { dealId, ...MINUTES }, "dean");
  assert.equal(expectRejected(decide, "objections_open")["count"], 1);
});

test("a price by listing or auction is decided on its reference, without a notice", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const { pricingReference: _, ...terms } = licenceTerms(achievementId);
  const dealId = ledger.dealProposed(terms);
  expectRejected(ledger.act("record-decision", { dealId, ...MINUTES }, "dean"), "pricing_reference_missing");
  const { achievementId: __, ...revised } = licenceTerms(achievementId);
  ledger.done("transfer.revise-deal", { dealId, reason: "补挂牌编号", ...revised }, "office");
  ledger.done("transfer.record-decision", { dealId, ...MINUTES, revision: 2 }, "dean");
});

test("the leadership decides, on what was seen, not in the future and not on its own", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("dean"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.dealProposed(licenceTerms(achievementId));
  const decide = (changes: ValueObject = {}, as: Label = "rector") =>
    ledger.act("record-decision", { dealId, ...MINUTES, ...changes }, as);
  expectRejected(decide({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(decide({}, "other dean"), "case_of_other_unit");
  expectRejected(decide({}, "dean"), "officer_is_contributor");
  expectRejected(decide({}, "office"), "role_missing");
  assert.equal(expectRejected(decide({ decidedOn: TOMORROW }), "day_in_future")["day"], TOMORROW);
  assert.equal(expectRejected(decide({ revision: 2 }), "terms_superseded")["revision"], 1);
  ledger.done("transfer.record-decision", { dealId, ...MINUTES }, "rector");
  assert.equal(expectRejected(decide(), "deal_not_proposed")["state"], "decided");
});
