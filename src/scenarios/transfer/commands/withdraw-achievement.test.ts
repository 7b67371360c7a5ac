import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { TransferLedger } from "../../../../test/support/transfer-ledger.ts";

test("a registration is withdrawn as long as no contract rests on it", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const reason = "重复登记";
  const withdraw = (id: string, as: "office" | "other office" = "office") =>
    ledger.act("withdraw-achievement", { achievementId: id, reason }, as);
  expectRejected(withdraw(testId("achievement", "none")), "achievement_not_found");
  expectRejected(withdraw(achievementId, "other office"), "case_of_other_unit");
  const dealId = ledger.licence({}, achievementId);
  assert.equal(expectRejected(withdraw(achievementId), "achievement_has_deals")["contract"], "2026-XK-031");
  ledger.done("transfer.void-deal", { dealId, reason: "双方解约" }, ["office", "metro"]);
  ledger.done("transfer.withdraw-achievement", { achievementId, reason }, "office");
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "withdrawn");
  expectRejected(withdraw(achievementId), "achievement_withdrawn");
});
