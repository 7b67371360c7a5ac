import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TODAY,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

const PAPER = { revision: 1, dayKind: "working", documentHash: "c".repeat(64) };
const MAY = { openedOn: "2019-05-20", closesOn: "2019-06-14" };

test("what hung on paper is entered late, with its days and the hash of its scan", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const { noticeId, days } = ledger.done("transfer.record-paper-price-notice", { dealId, ...PAPER, ...MAY }, "office");
  // The Dragon Boat Festival was on Friday, 7 June.
  assert.equal(days, 18);
  const notice = ledger.row("notices", "id", String(noticeId));
  assert.deepEqual([notice["state"], notice["isPaper"], notice["number"]], ["closed", true, "2019-0001"]);
  const act = ledger.rows({ name: "transfer_acts" }).find((row) => row["subjectId"] === noticeId);
  assert.deepEqual([act?.["isLate"], act?.["occurredOn"]], [true, "2019-05-20"]);
  assert.equal(ledger.row("deals", "id", dealId)["state"], "noticed");
});

test("a paper notice of seven days, as one school hung in October 2019, needs a reason", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const args = { dealId, ...PAPER, openedOn: "2019-10-08", closesOn: "2019-10-16" };
  const facts = expectRejected(ledger.act("record-paper-price-notice", args, "office"), "notice_too_short");
  assert.deepEqual([facts["days"], facts["required"]], [7, 15]);
  const shortReason = "当时按 7 天公示";
  const { noticeId } = ledger.done("transfer.record-paper-price-notice", { ...args, shortReason }, "office");
  assert.equal(ledger.row("notices", "id", String(noticeId))["shortReason"], shortReason);
});

test("a paper notice is over, has days, and belongs to an agreed price of the unit", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.dealProposed(equityTerms(achievementId));
  const record = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("record-paper-price-notice", { dealId, ...PAPER, ...MAY, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, "other office"), "case_of_other_unit");
  expectRejected(record({}, "everything"), "officer_is_contributor");
  assert.equal(expectRejected(record({ closesOn: TODAY }), "day_in_future")["day"], TODAY);
  // A Friday and the Sunday after it.
  expectRejected(record({ openedOn: "2019-06-14", closesOn: "2019-06-16" }), "notice_without_days");
  assert.equal(expectRejected(record({ revision: 2 }), "terms_superseded")["revision"], 1);
  expectRejected(record({ dealId: ledger.dealProposed(licenceTerms(achievementId)) }), "price_not_agreed");
  ledger.done("transfer.record-paper-price-notice", { dealId, ...PAPER, ...MAY }, "office");
  assert.equal(expectRejected(record(), "deal_not_proposed")["state"], "noticed");
});
