import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, memberId, personId, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

test("97 % of the net income is awarded, every fen with rule, base and remainder", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  for (const [amount, costClass] of [
    [90_000n, "deal-taxes"],
    [1_864_000n, "maintenance"],
    [3_600_000n, "valuation"],
    [1_234_567n, "negotiation"],
    [50_000_000n, "research-funding"],
  ] as const)
    ledger.cost(dealId, amount, costClass);
  const { planId, award, rest } = ledger.done("transfer.propose-plan", { dealId }, "office");
  assert.deepEqual([award, rest], ["284415090", "8796343"]);
  const plan = ledger.row("plans", "id", String(planId));
  assert.deepEqual([plan["base"], plan["deducted"], plan["recoup"]], ["293211433", "6788567", "6788567"]);
  const unlisted = (plan["costs"] as ValueObject[]).find(({ verdict }) => verdict === "class-not-listed");
  assert.deepEqual(unlisted, { amount: "50000000", class: "unlisted", verdict: "class-not-listed" });
  // 293,211,433 × 97 % = 284,415,090.01 and × 3 % = 8,796,342.99: the fen goes to the larger remainder.
  const trace = plan["rest"] as ValueObject;
  assert.deepEqual([trace["entitledFen"], trace["remainder"], trace["extraFen"]], ["8796342", "9900", "1"]);
  assert.deepEqual(Object.keys(ledger.amounts(String(planId))), [memberId("school")]);
  // Nothing moves before the approval.
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:pool`], "300000000");
});

test("a plan is proposed for an open deal of the unit, by somebody who gets nothing of it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.licence({}, achievementId);
  const propose = (as: Label = "office", id = dealId) => ledger.act("propose-plan", { dealId: id }, as);
  expectRejected(propose("office", testId("deal", "none")), "deal_not_found");
  expectRejected(propose("other office"), "case_of_other_unit");
  expectRejected(propose("everything"), "proposer_is_contributor");
  expectRejected(propose(), "nothing_to_distribute");
  ledger.receipt(dealId, 100n);
  ledger.proposed(dealId);
  expectRejected(propose(), "plan_open");
});

test("a void deal and an unconfirmed list have no plan", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.done("transfer.revise-contributors", { achievementId, reason: "更正", ...teamList() }, "office");
  expectRejected(ledger.act("propose-plan", { dealId }, "office"), "achievement_not_registered");
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "metro"]);
  expectRejected(ledger.act("propose-plan", { dealId }, "office"), "deal_not_open");
});

test("only a missed mandatory rule stops an agreed rate", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const facts = expectRejected(
    ledger.act("propose-plan", { dealId, agreedRateBp: 4_999 }, "office"),
    "mandatory_rule_missed",
  );
  assert.deepEqual([facts["rule"], facts["required"], facts["planned"]], ["cash-floor", "50%", "49.99%"]);
  // Below the 70 % that Beijing permits and the 97 % of the unit, and lawful.
  const { award } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 6_000 }, "office");
  assert.equal(award, "6000");
});

test("the floor binds only units that the state founded", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const { award } = expectDone(ledger.act("propose-plan", { dealId, agreedRateBp: 1_000 }, "office"));
  assert.equal(award, "1000");
});
