import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { type Label, personId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

function approved() {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 300_000_000n);
  for (const [amount, costClass] of [
    [90_000n, "deal-taxes"],
    [1_864_000n, "maintenance"],
    [3_600_000n, "valuation"],
    [1_234_567n, "negotiation"],
  ] as const)
    ledger.cost(dealId, amount, costClass);
  return { ledger, dealId, planId: ledger.approved(dealId) };
}

function why(ledger: TransferLedger, input: JsonObject, as: Label): JsonObject {
  const found = expectAnswered(ledger.query("transfer.amount-explanation", input, as))["explanation"];
  assert.notEqual(found, null);
  return found as JsonObject;
}

test("a payee reads rule, article, base, rate, remainder and signatures of the own amount", () => {
  const { ledger, planId } = approved();
  const own = why(ledger, { planId, part: "payee" }, "jia");
  assert.deepEqual([own["amount"], own["base"], own["decidedBy"]], ["62571320", "284415090", "team-leader"]);
  const rounding = own["rounding"] as JsonObject;
  // 284,415,090 × 22 % = 62,571,319.8.
  assert.deepEqual(
    [rounding["rate"], rounding["entitledFen"], rounding["remainder"], rounding["weightSum"], rounding["extraFen"]],
    ["22%", "62571319", "8000", "10000", "1"],
  );
  assert.equal(rounding["decidedBy"], "remainder");
  const rule = own["rule"] as JsonObject;
  assert.deepEqual([rule["packId"], rule["ruleId"], rule["force"]], ["bjtu", "cash", "unit-rule"]);
  assert.deepEqual(
    (rule["tiers"] as readonly JsonObject[]).map((tier) => tier["rate"]),
    ["97%"],
  );
  const signed = (own["signed"] as readonly JsonObject[]).map(({ command, personIds }) => [command, personIds]);
  assert.deepEqual(signed, [
    ["transfer.propose-plan", [personId("office")]],
    ["transfer.decide-team-split", [personId("leader")]],
    ["transfer.approve-plan", [personId("dean")]],
  ]);
});

test("the award, the rest and the net income say what they come from and what other packs ask", () => {
  const { ledger, planId } = approved();
  const award = why(ledger, { planId, part: "award" }, "finance");
  assert.deepEqual([award["amount"], award["base"]], ["284415090", "293211433"]);
  const verdicts = (award["findings"] as readonly JsonObject[]).map(({ ruleId, verdict }) => `${ruleId} ${verdict}`);
  assert.deepEqual(verdicts, [
    "cash met",
    "cash-permitted met",
    "cash-default met",
    "cash-floor met",
    "main-contributors-floor not-stated",
  ]);
  const rest = why(ledger, { planId, part: "rest" }, "leader");
  assert.deepEqual([rest["amount"], (rest["rounding"] as JsonObject)["rate"]], ["8796343", "3%"]);
  const net = why(ledger, { planId, part: "net-income" }, "discipline");
  assert.deepEqual([net["received"], net["deducted"], net["amount"]], ["300000000", "6788567", "293211433"]);
  const [cost] = net["costs"] as readonly JsonObject[];
  assert.deepEqual([cost?.["class"], cost?.["verdict"]], ["deal-taxes", "deducted"]);
  assert.notEqual(cost?.["article"], null);
});

test("a payee is told nothing of others or of the whole plan", () => {
  const { ledger, planId } = approved();
  const asked = (input: JsonObject, as: Label) =>
    expectAnswered(ledger.query("transfer.amount-explanation", { planId, ...input }, as));
  assert.deepEqual(asked({ part: "payee", personId: personId("yi") }, "jia"), { explanation: null });
  for (const part of ["award", "rest", "net-income"]) assert.deepEqual(asked({ part }, "jia"), { explanation: null });
  assert.deepEqual(asked({ part: "payee" }, "stranger"), { explanation: null });
  assert.notEqual(asked({ part: "payee", personId: personId("yi") }, "leader")["explanation"], null);
});

test("an agreed rate stands in the explanation of everyone's line", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.proposed(dealId, { agreedRateBp: 6_000 });
  const shares = [{ personId: personId("jia"), weight: 1 }];
  ledger.done("transfer.decide-team-split", { planId, shares }, "leader");
  const rule = why(ledger, { planId, part: "payee" }, "jia")["rule"] as JsonObject;
  assert.equal(rule["agreedRateBp"], 6_000);
  assert.deepEqual(
    (rule["tiers"] as readonly JsonObject[]).map((tier) => tier["rate"]),
    ["60%"],
  );
});

test("own lines show what the viewer gets in all cases", () => {
  const { ledger, planId } = approved();
  ledger.paid(planId, "jia");
  const { items } = expectAnswered(ledger.query("transfer.own-lines", {}, "jia"));
  const lines = items as readonly JsonObject[];
  assert.deepEqual(
    lines.map(({ amount, state, contractNumber }) => [amount, state, contractNumber]),
    [["62571320", "paid", "2026-XK-031"]],
  );
  assert.deepEqual(expectAnswered(ledger.query("transfer.own-lines", {}, "office"))["items"], []);
});
