import assert from "node:assert/strict";
import { test } from "node:test";
import type { Achievement, CaseAnswer } from "../answers.ts";
import { openActsOfAchievement, openActsOfDeal } from "./open-acts.ts";

const self = (...roles: readonly string[]) => ({ personId: "person_leader", memberId: "member_unit", roles });
const achievement = (state: string) =>
  ({ id: "achievement", state, leaderId: "person_leader" }) as unknown as Achievement;

function caseOf(state: string, planState: string, asset = "money"): CaseAnswer {
  return {
    deal: { id: "deal", state, asset },
    plans: [{ id: "plan", state: planState, asset }],
    achievement: achievement("registered"),
  } as unknown as CaseAnswer;
}

const names = (acts: ReturnType<typeof openActsOfDeal>) => acts.map(({ act }) => act);

test("an office sees the acts of its role in the state of the deal, with the ids they need", () => {
  const acts = openActsOfDeal(caseOf("signed", "approved"), self("finance-officer"));
  assert.deepEqual(acts[0], { act: "record-receipt", ids: { dealId: "deal" } });
  assert.ok(names(acts).includes("reverse-payment"));
  assert.deepEqual(acts.at(-1)?.ids, { dealId: "deal", planId: "plan" });
});

test("the leader decides the split until it is published", () => {
  assert.deepEqual(names(openActsOfDeal(caseOf("signed", "split"), self())), ["decide-team-split"]);
  assert.deepEqual(names(openActsOfDeal(caseOf("signed", "noticed"), self())), []);
});

test("shares are registered, and never paid", () => {
  const found = caseOf("signed", "approved", "shares");
  assert.deepEqual(names(openActsOfDeal(found, self("finance-officer"))), []);
  assert.ok(names(openActsOfDeal(found, self("asset-manager"))).includes("register-shares"));
});

test("a registered result gets a deal, and one that is not is returned or confirmed", () => {
  const officer = { ...self("transfer-officer"), personId: "person_officer" };
  const acts = (state: string) => names(openActsOfAchievement(achievement(state), false, officer));
  assert.ok(acts("registered").includes("propose-deal"));
  assert.deepEqual(acts("disclosed"), ["return-disclosure"]);
  assert.deepEqual(names(openActsOfAchievement(achievement("disclosed"), true, self())), [
    "confirm-contribution",
    "revise-disclosure",
    "withdraw-disclosure",
  ]);
});
