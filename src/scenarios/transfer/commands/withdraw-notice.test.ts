import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  personId,
  TODAY,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

test("a notice made in error is withdrawn, and the price can be noticed anew", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const noticeId = ledger.noticed(dealId);
  ledger.done("transfer.withdraw-notice", { noticeId, reason: "价格写错" }, "office");
  assert.equal(ledger.row("notices", "id", noticeId)["state"], "withdrawn");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "proposed");
  assert.notEqual(ledger.noticed(dealId), noticeId);
});

test("a notice is withdrawn by the unit's office, once, and not when it was decided on", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const dealId = ledger.dealProposed(equityTerms(ledger.registered({ contributors: [...contributors, line] })));
  const first = ledger.noticed(dealId);
  const withdraw = (noticeId: string, as: Label = "office") =>
    ledger.act("withdraw-notice", { noticeId, reason: "价格写错" }, as);
  expectRejected(withdraw(testId("notice", "none")), "notice_not_found");
  expectRejected(withdraw(first, "other office"), "case_of_other_unit");
  expectRejected(withdraw(first, "everything"), "officer_is_contributor");
  ledger.done("transfer.withdraw-notice", { noticeId: first, reason: "价格写错" }, "office");
  assert.equal(expectRejected(withdraw(first), "notice_ended")["state"], "withdrawn");
  ledger.paperNotice(dealId, "2026-01-26", "2026-02-28");
  const minutes = { dealId, revision: 1, minutesNumber: "会纪〔2026〕1号", decidedOn: TODAY, attendeeCount: 7 };
  ledger.done("transfer.record-decision", minutes, "dean");
  const second = String(ledger.rows({ name: "transfer_notices" }).find((row) => row["isPaper"] === true)?.["id"]);
  expectRejected(withdraw(second), "notice_relied_on");
  ledger.done("transfer.reverse-decision", { dealId, reason: "纪要有误" }, "dean");
  ledger.done("transfer.withdraw-notice", { noticeId: second, reason: "扫描件有误" }, "office");
});
