import { strict as assert } from "node:assert";
import { test } from "node:test";
import { estimatedTax, type TaxRelief, taxablePart } from "#kit/payout-rules";
import { saidOf } from "#kit/rule-check";
import { type RulePack, RulePackError, readRulePack } from "#kit/rule-pack";
import national from "./rule-packs/national-2015.json" with { type: "json" };

const pack = readRulePack(national);

function relief(of: RulePack): TaxRelief {
  const [found] = of.taxReliefs ?? [];
  assert(found !== undefined);
  return found;
}

test("the table of rates joins at every end: a fen more is taxed at the next rate without a jump", () => {
  const rates = relief(pack);
  for (const { upTo } of rates.table) {
    if (upTo === undefined) continue;
    const jump = estimatedTax(rates, upTo + 1n) - estimatedTax(rates, upTo);
    assert.ok(jump >= 0n && jump <= 1n, `${upTo}: ${jump}`);
  }
  assert.equal(estimatedTax(rates, 0n), 0n);
  assert.equal(estimatedTax(rates, 3_600_000n), 108_000n);
  assert.equal(estimatedTax(rates, 100_000_000n), 26_808_000n);
});

test("half of an award counts as wage, and half a fen counts as one", () => {
  assert.equal(taxablePart(relief(pack), 2_700_000n), 1_350_000n);
  assert.equal(taxablePart(relief(pack), 101n), 51n);
});

test("what binds only units founded by the state is not said of others", () => {
  const of = (isStateFounded: boolean, signedOn = "2026-03-02") => {
    const unit = { code: "x", isStateFounded };
    return saidOf([pack], { route: "equity", signedOn, unit }, (each) => each.equityLimits).length;
  };
  assert.deepEqual([of(true), of(false), of(true, "2015-01-01")], [1, 0, 0]);
});

test("a chain that asks nobody for small sums, or names a step twice, is no use", () => {
  const [chain] = national.approvals;
  const withSteps = (steps: unknown) => ({ ...national, approvals: [{ ...chain, steps }] }) as never;
  const step = { id: "a", stage: 1, roles: ["leadership"], title: { zh: "审批", en: "Approval" } };
  assert.throws(() => readRulePack(withSteps([{ ...step, neededOver: { amountOver: "1" } }])), RulePackError);
  assert.throws(() => readRulePack(withSteps([step, step])), /approvals.0.steps not_one_of/);
  assert.doesNotThrow(() => readRulePack(withSteps([step])));
});
