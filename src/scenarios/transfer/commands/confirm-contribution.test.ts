import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, TEAM, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

test("an achievement is confirmed when the last contributor has confirmed the own line", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
  // Who disclosed it has confirmed the own line by that.
  const states = (Object.keys(TEAM) as Label[])
    .slice(1)
    .map((label) => ledger.done("transfer.confirm-contribution", { achievementId, version: 1 }, label)["state"]);
  assert.deepEqual(states, ["disclosed", "disclosed", "disclosed", "confirmed"]);
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "confirmed");
});

test("only contributors confirm, once, and what they saw", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
  const confirm = (as: Label, version = 1, id = achievementId) =>
    ledger.act("confirm-contribution", { achievementId: id, version }, as);
  expectRejected(confirm("jia", 1, testId("achievement", "none")), "achievement_not_found");
  expectRejected(confirm("stranger"), "not_a_contributor");
  ledger.done("transfer.confirm-contribution", { achievementId, version: 1 }, "jia");
  for (const label of ["jia", "leader"] as const) expectRejected(confirm(label), "contribution_confirmed");
  ledger.done("transfer.return-disclosure", { achievementId, reason: "比例有误" }, "office");
  expectRejected(confirm("yi"), "achievement_returned");
  const disclosure = { achievementId, title: "一种制动盘", kind: "patent", ...teamList() };
  ledger.done("transfer.revise-disclosure", disclosure, "leader");
  assert.equal(expectRejected(confirm("jia"), "list_superseded")["version"], 2);
  ledger.done("transfer.withdraw-achievement", { achievementId, reason: "重复登记" }, "office");
  expectRejected(confirm("jia", 2), "achievement_withdrawn");
});
