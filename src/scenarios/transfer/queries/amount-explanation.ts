import { defineQuery } from "#kernel/command";
import type { ValueObject } from "#kernel/json";
import { shape } from "#kernel/shape";
import { lineOf } from "../case-access.ts";
import { type Deal, dealOf } from "../deal-tables.ts";
import {
  costsExplained,
  findingsExplained,
  lineExplained,
  netIncomeExplained,
  roundingExplained,
  ruleExplained,
} from "../explanation.ts";
import { type Plan, plans } from "../plan-tables.ts";

/**
 * Why an amount of a plan is what it is: rule with article and force, base, rate, remainder, and who signed which transaction
 * when. A payee may ask for the own line; `explanation` is null where there is nothing that the viewer may see.
 */
export const amountExplanationQuery = defineQuery({
  name: "transfer.amount-explanation",
  allow: "anyone",
  input: shape.object({
    planId: shape.id("plan"),
    part: shape.choice(["net-income", "award", "rest", "payee"]),
    /** Whose amount, for the part `payee`; the viewer's own when left out. */
    personId: shape.optional(shape.id("person")),
  }),

  run(tx, { planId, part, personId }, { viewer }) {
    if (part === "payee") {
      const line = lineOf(tx, planId, personId ?? viewer?.personId ?? "");
      const deal = line === undefined ? undefined : dealOf(tx, line.dealId);
      if (line === undefined || deal === undefined) return { explanation: null };
      return { explanation: lineExplained(deal, line) };
    }
    const plan = tx.table(plans).get(planId);
    const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
    if (plan === undefined || deal === undefined) return { explanation: null };
    return { explanation: part === "net-income" ? netIncomeOfPlan(deal, plan) : poolOfPlan(deal, plan, part) };
  },
});

function netIncomeOfPlan(deal: Deal, plan: Plan): ValueObject {
  return {
    part: "net-income",
    planId: plan.id,
    dealId: deal.id,
    asset: plan.asset,
    amount: plan.base,
    received: plan.received,
    deducted: plan.deducted,
    costs: costsExplained(deal, plan.costs),
    definition: netIncomeExplained(deal),
    signed: plan.signed,
  };
}

function poolOfPlan(deal: Deal, plan: Plan, part: "award" | "rest"): ValueObject {
  return {
    part,
    planId: plan.id,
    dealId: deal.id,
    asset: plan.asset,
    payeeId: part === "rest" ? plan.restHolderId : null,
    amount: plan[part].amount,
    decidedBy: "rule",
    base: plan.base,
    rule: ruleExplained(deal, plan.agreedRateBp),
    rounding: roundingExplained(plan[part]),
    findings: findingsExplained(deal, plan.agreedRateBp),
    signed: plan.signed,
  };
}
