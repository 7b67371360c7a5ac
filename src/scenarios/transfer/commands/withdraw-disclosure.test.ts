import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("who disclosed an achievement takes it back before it is registered", () => {
  const ledger = new TransferLedger();
  const withdraw = (achievementId: string, as: Label = "leader") =>
    ledger.act("withdraw-disclosure", { achievementId, reason: "暂缓" }, as);
  const achievementId = ledger.disclosed();
  expectRejected(withdraw(testId("achievement", "none")), "achievement_not_found");
  expectRejected(withdraw(achievementId, "jia"), "not_discloser");
  ledger.done("transfer.withdraw-disclosure", { achievementId, reason: "暂缓" }, "leader");
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "withdrawn");
  expectRejected(withdraw(achievementId), "achievement_withdrawn");
  expectRejected(withdraw(ledger.registered()), "achievement_registered");
});
