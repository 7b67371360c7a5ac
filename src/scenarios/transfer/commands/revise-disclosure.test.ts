import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, personId, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

const REVISED = { title: "一种制动盘（修改）", kind: "know-how", ...teamList() };

test("a disclosure is revised by who made it or leads the team, and everyone else confirms anew", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const revised = ledger.done("transfer.revise-disclosure", { achievementId, ...REVISED }, "leader");
  assert.deepEqual([revised["version"], revised["state"]], [2, "disclosed"]);
  const { title, confirmedCount } = ledger.row("achievements", "id", achievementId);
  assert.deepEqual([title, confirmedCount], [REVISED.title, 1]);
  ledger.confirmAll(achievementId, 2);
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "confirmed");
});

test("who is not on the new list any more may hand it over", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
  const line = { personId: personId("jia"), part: "completer", isMain: true, contributionBp: 10_000 };
  const list = { title: "一种制动盘", kind: "patent", leaderId: personId("jia"), contributors: [line] };
  assert.equal(ledger.done("transfer.revise-disclosure", { achievementId, ...list }, "leader")["state"], "disclosed");
  ledger.confirmAll(achievementId, 2);
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "confirmed");
});

test("nobody else revises a disclosure, and none that is registered or withdrawn", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const revise = (changes: object = {}, as: Label = "leader") =>
    ledger.act("revise-disclosure", { achievementId, ...REVISED, ...changes }, as);
  expectRejected(revise({ achievementId: testId("achievement", "none") }), "achievement_not_found");
  expectRejected(revise({}, "jia"), "not_discloser");
  expectRejected(revise({}, "office"), "not_discloser");
  expectRejected(revise({ leaderId: personId("stranger") }), "leader_not_contributor");
  ledger.done("transfer.register-achievement", { achievementId, version: 1 }, "office");
  expectRejected(revise(), "achievement_registered");
  ledger.done("transfer.withdraw-achievement", { achievementId, reason: "重复登记" }, "office");
  expectRejected(revise(), "achievement_withdrawn");
});
