import type { ReadTx } from "#kernel/table";
import { defineApprovalBook } from "#kit/approvals";
import { contributorKey, contributors } from "./achievement-tables.ts";
import { type Deal, dealOf, seesPlans } from "./deal-tables.ts";
import { deputies } from "./deputy-table.ts";
import { plans } from "./plan-tables.ts";

/** Approvals of plans. Nobody approves a plan of an achievement to which they contributed. */
export const approvals = defineApprovalBook({
  name: "transfer",
  deputies,
  mayRead: (planId, viewer, tx) => seesPlans(dealOfPlan(tx, planId), viewer, tx),
  benefits: (tx, planId, personId) => {
    const deal = dealOfPlan(tx, planId);
    return deal !== undefined && tx.table(contributors).get(contributorKey(deal.achievementId, personId)) !== undefined;
  },
});

function dealOfPlan(tx: ReadTx, planId: string): Deal | undefined {
  const plan = tx.table(plans).get(planId);
  return plan === undefined ? undefined : dealOf(tx, plan.dealId);
}
