import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  personId,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

test("a proposal is withdrawn with its notice, and the achievement is free again", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.dealProposed(equityTerms(achievementId));
  const noticeId = ledger.noticed(dealId);
  ledger.done("transfer.withdraw-deal", { dealId, reason: "企业放弃" }, "office");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "withdrawn");
  assert.equal(ledger.row("notices", "id", noticeId)["state"], "withdrawn");
  ledger.done("transfer.withdraw-achievement", { achievementId, reason: "不再转化" }, "office");
});

test("a proposal is withdrawn by the unit's office, not after it was decided", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const dealId = ledger.decided(equityTerms(ledger.registered({ contributors: [...contributors, line] })));
  const withdraw = (as: Label = "office", id = dealId) =>
    ledger.act("withdraw-deal", { dealId: id, reason: "企业放弃" }, as);
  expectRejected(withdraw("office", testId("deal", "none")), "deal_not_found");
  expectRejected(withdraw("other office"), "case_of_other_unit");
  expectRejected(withdraw("everything"), "officer_is_contributor");
  assert.equal(expectRejected(withdraw(), "deal_not_proposed")["state"], "decided");
});
