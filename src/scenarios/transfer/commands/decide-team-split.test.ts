import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  memberId,
  personId,
  TransferLedger,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

function proposed(amount = 10_000n): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, amount);
  return { ledger, dealId, planId: ledger.proposed(dealId) };
}

test("the leader's weights are split to the fen, the rest by largest remainder", () => {
  const { ledger, planId } = proposed(10_001n);
  // 97 % of 10,001 are 9,700.97: 9,701 to the team.
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares({ leader: 1, jia: 1, yi: 1 }) }, "leader");
  const amounts = ledger.amounts(planId);
  const team = ["leader", "jia", "yi"].map((label) => Number(amounts[personId(label as Label)]));
  assert.deepEqual(team.toSorted(), [3_233, 3_234, 3_234]);
  assert.equal(amounts[memberId("school")], "300");
});

test("deciding again replaces the split until the plan is approved", () => {
  const { ledger, planId } = proposed();
  const decide = (weights: Partial<Record<Label, number>>) =>
    ledger.done("transfer.decide-team-split", { planId, shares: teamShares(weights) }, "leader")["revision"];
  assert.equal(decide({ leader: 50, jia: 50 }), 1);
  assert.equal(decide({ leader: 60, yi: 40 }), 2);
  const amounts = ledger.amounts(planId);
  assert.deepEqual([amounts[personId("jia")], amounts[personId("yi")]], [undefined, "3880"]);
  assert.equal((ledger.row("plans", "id", planId)["signed"] as unknown[]).length, 2);
});

test("only the leader decides, among contributors, once for each", () => {
  const { ledger, planId } = proposed();
  const decide = (shares: readonly ValueObject[], as: Label = "leader", id = planId) =>
    ledger.act("decide-team-split", { planId: id, shares }, as);
  expectRejected(decide(teamShares(), "leader", testId("plan", "none")), "plan_not_found");
  for (const label of ["jia", "office", "dean"] as const)
    expectRejected(decide(teamShares(), label), "not_team_leader");
  expectRejected(decide(teamShares({ leader: 1, stranger: 1 })), "payee_not_contributor");
  expectRejected(decide([...teamShares({ leader: 1 }), ...teamShares({ leader: 1 })]), "payee_repeated");
  expectRejected(decide(teamShares({ leader: 0, jia: 0 })), "weights_all_zero");
  ledger.done("transfer.withdraw-plan", { planId, reason: "金额有误" }, "office");
  expectRejected(decide(teamShares()), "plan_not_open");
});

test("a split that leaves main contributors less than half of the award is refused", () => {
  const { ledger, planId } = proposed();
  const decide = (yi: number) =>
    ledger.act("decide-team-split", { planId, shares: teamShares({ leader: 30, jia: 20, yi }) }, "leader");
  assert.equal(expectRejected(decide(51), "mandatory_rule_missed")["rule"], "main-contributors-floor");
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares({ leader: 30, jia: 20, yi: 50 }) }, "leader");
});
