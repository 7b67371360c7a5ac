import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { personId, TransferLedger, teamList, teamShares } from "../../../../test/support/transfer-ledger.ts";

/** Only the leader and one member are left. */
const shorter = () => {
  const line = (id: string, contributionBp: number) => ({
    personId: id,
    part: "completer",
    isMain: true,
    contributionBp,
  });
  return {
    reason: "署名更正",
    leaderId: personId("jia"),
    contributors: [line(personId("jia"), 7_000), line(personId("leader"), 3_000)],
  };
};

test("a revised list is confirmed anew, and later plans follow it while what was given stays given", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 100_000n);
  const first = ledger.amounts(ledger.approved(dealId));
  ledger.done("transfer.revise-contributors", { achievementId, ...shorter() }, "office");
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "disclosed");
  ledger.receipt(dealId, 100_000n);
  expectRejected(ledger.act("propose-plan", { dealId }, "office"), "achievement_not_registered");
  ledger.confirmAll(achievementId, 2);
  // It was registered before and stands again.
  assert.equal(ledger.row("achievements", "id", achievementId)["state"], "registered");
  const planId = ledger.proposed(dealId);
  const shares = teamShares({ jia: 70, leader: 30 });
  expectRejected(ledger.act("decide-team-split", { planId, shares }, "leader"), "not_team_leader");
  ledger.done("transfer.decide-team-split", { planId, shares }, "jia");
  const second = ledger.amounts(planId);
  assert.equal(first[personId("ding")], "9700");
  assert.equal(second[personId("ding")], undefined);
  const given = [second[personId("jia")], second[personId("leader")]].map((amount) => BigInt(amount ?? 0));
  assert.equal((given[0] ?? 0n) + (given[1] ?? 0n), 97_000n);
});

test("a list is revised by the unit's office, not while a plan rests on it", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const revise = (changes: object = {}, as: "office" | "other office" = "office") =>
    ledger.act("revise-contributors", { achievementId, reason: "更正", ...teamList(), ...changes }, as);
  expectRejected(revise({ achievementId: testId("achievement", "none") }), "achievement_not_found");
  expectRejected(revise({}, "other office"), "case_of_other_unit");
  expectRejected(revise({ leaderId: personId("stranger") }), "leader_not_contributor");
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 100n);
  const planId = ledger.proposed(dealId);
  assert.equal(expectRejected(revise(), "plan_open")["contract"], "2026-XK-031");
  ledger.done("transfer.withdraw-plan", { planId, reason: "名单有误" }, "office");
  ledger.done("transfer.revise-contributors", { achievementId, reason: "更正", ...teamList() }, "office");
});

test("a list that is disclosed is revised by its team, and a withdrawn achievement has none any more", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const revise = () => ledger.act("revise-contributors", { achievementId, reason: "更正", ...teamList() }, "office");
  assert.equal(expectRejected(revise(), "achievement_not_registered")["state"], "confirmed");
  ledger.done("transfer.withdraw-achievement", { achievementId, reason: "重复登记" }, "office");
  expectRejected(revise(), "achievement_withdrawn");
});
