import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

test("the office returns a disclosure, the team revises it, and it goes its way", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const turnBack = (as: Label = "office", id = achievementId) =>
    ledger.act("return-disclosure", { achievementId: id, reason: "缺少权属说明" }, as);
  expectRejected(turnBack("office", testId("achievement", "none")), "achievement_not_found");
  expectRejected(turnBack("other office"), "case_of_other_unit");
  ledger.done("transfer.return-disclosure", { achievementId, reason: "缺少权属说明" }, "office");
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "returned");
  assert.equal(expectRejected(turnBack(), "achievement_not_disclosed")["state"], "returned");
  const revised = { achievementId, title: "一种制动盘", kind: "patent", ...teamList() };
  ledger.done("transfer.revise-disclosure", revised, "leader");
  ledger.confirmAll(achievementId, 2);
  ledger.done("transfer.register-achievement", { achievementId, version: 2 }, "office");
  expectRejected(turnBack(), "achievement_not_disclosed");
});
