import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { approvals } from "../approval-book.ts";
import { linesOf } from "../case-access.ts";
import { dealOf } from "../deal-tables.ts";
import { costsExplained, findingsExplained, netIncomeExplained, ruleExplained } from "../explanation.ts";
import { payeeNamesOf } from "../names.ts";
import { lineKey, plans } from "../plan-tables.ts";
import { withholdings } from "../withholding-table.ts";

/**
 * One plan as its office would print it: receipts, costs by class, base, what team and unit get, and everybody's line. Whoever
 * gets a line and may not see the plan gets that line alone.
 */
export const planQuery = defineQuery({
  name: "transfer.plan",
  allow: "anyone",
  input: shape.object({ planId: shape.id("plan") }),

  run(tx, { planId }, ctx) {
    const plan = tx.table(plans).get(planId);
    const seen = linesOf(tx, planId);
    const deal = dealOf(tx, plan?.dealId ?? seen[0]?.dealId ?? "");
    const nameOf = deal === undefined ? () => null : payeeNamesOf(tx, deal, ctx);
    const lines = seen.map((line) => ({ ...line, name: nameOf(line.payeeId) }));
    if (plan === undefined || deal === undefined) return { plan: null, lines };
    return {
      plan,
      rule: ruleExplained(deal, plan.agreedRateBp),
      netIncome: netIncomeExplained(deal),
      costs: costsExplained(deal, plan.costs),
      findings: findingsExplained(deal, plan.agreedRateBp),
      lines,
      approvals: approvals.approvalsOf(tx, planId).map((approval) => ({
        ...approval,
        steps: approvals.stepsOf(tx, approval.id),
      })),
      withholdings: lines.flatMap(({ payeeId }) => tx.table(withholdings).get(lineKey(planId, payeeId)) ?? []),
    };
  },
});
