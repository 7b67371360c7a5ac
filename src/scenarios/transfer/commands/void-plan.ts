import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { linesOf, ownPlan, PLAN_REJECTIONS, settlementOf } from "../case-access.ts";
import { type Line, planLines, plans } from "../plan-tables.ts";
import { countInSettlement, postPlanReversal } from "../postings.ts";
import { isOpenLine, LINE_MOVES, moved, PLAN_MOVES } from "../rules.ts";

/** The leadership takes an approval back while nobody is paid. What the plan distributed returns to the pool. */
export const voidPlan = defineCommand({
  name: "transfer.void-plan",
  allow: ["leadership"],
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: { ...PLAN_REJECTIONS, plan_not_approved: 409, plan_paid: 409, plan_open: 409, deal_not_open: 409 },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.state !== "approved" && plan.state !== "settled")
      return reject("plan_not_approved", { state: plan.state });
    const lines = linesOf(tx, plan.id);
    const paidCount = lines.filter(isPaidOut).length;
    if (paidCount > 0) return reject("plan_paid", { count: paidCount });
    // A plan that waits for its approval counts on what this one distributed.
    if (settlementOf(tx, deal.id).openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });

    tx.table(plans).put(moved(PLAN_MOVES, plan, "void"));
    for (const line of lines) tx.table(planLines).put(moved(LINE_MOVES, line, "void"));
    postPlanReversal(tx, ctx, deal, plan, lines);
    const waiting = lines.filter(({ state }) => isOpenLine(state)).length;
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

/** Whether something has left the ledger for this line, or entered a register. */
function isPaidOut(line: Line): boolean {
  return line.state === "paid" && line.closedOn !== null;
}
