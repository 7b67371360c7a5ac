import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { recordAct } from "../acts.ts";
import { approvals } from "../approval-book.ts";
import { linesOf, ownPlan, PLAN_REJECTIONS, settlementOf } from "../case-access.ts";
import { isWithBank, payments } from "../payment-book.ts";
import { makeVoid } from "../plan-approval.ts";
import { type Line, lineKey, planLines, plans } from "../plan-tables.ts";
import { countInSettlement, postPlanReversal } from "../postings.ts";
import { isUnsettledLine, LINE_MOVES, moved, PLAN_MOVES } from "../rules.ts";
import { unnameShareholders } from "../shareholder-table.ts";

/** The leadership takes an approval back while nobody is paid. What the plan distributed returns to the pool. */
export const voidPlan = defineCommand({
  name: "transfer.void-plan",
  allow: ["leadership"],
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: {
    ...PLAN_REJECTIONS,
    plan_not_approved: 409,
    plan_paid: 409,
    line_in_batch: 409,
    plan_open: 409,
    deal_not_open: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.state !== "approved" && plan.state !== "settled")
      return reject("plan_not_approved", { state: plan.state });
    const lines = linesOf(tx, plan.id);
    const paidCount = lines.filter(isPaidOut).length;
    if (paidCount > 0) return reject("plan_paid", { count: paidCount });
    if (lines.some((line) => isListed(tx, line))) return reject("line_in_batch");
    // A plan that waits for its approval counts on what this one distributed.
    if (settlementOf(tx, deal.id).openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });

    tx.table(plans).put(moved(PLAN_MOVES, plan, "void"));
    const standing = lines.filter(({ state }) => state !== "superseded");
    for (const line of standing) {
      makeVoid(tx, line);
      tx.table(planLines).put(moved(LINE_MOVES, line, "void"));
    }
    unnameShareholders(tx, standing);
    if (plan.approvalId !== null) approvals.cancel(tx, ctx, plan.approvalId);
    postPlanReversal(tx, ctx, deal, plan, standing);
    const waiting = standing.filter(({ state }) => isUnsettledLine(state)).length;
    countInSettlement(tx, deal, (totals) => ({ openLineCount: totals.openLineCount - waiting }));
    recordAct(tx, ctx, {
      command: "transfer.void-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return {};
  },
});

function isListed(tx: Tx, { planId, payeeId }: Line): boolean {
  return isWithBank(tx.table(payments.obligations).get(lineKey(planId, payeeId))?.state);
}

/** Whether something has left the ledger for this line, or entered a register. */
function isPaidOut(line: Line): boolean {
  return line.state === "paid" && line.closedOn !== null;
}
