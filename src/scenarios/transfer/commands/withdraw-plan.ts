import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { approvals } from "../approval-book.ts";
import { linesOf, ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import { endNotice } from "../notice-board.ts";
import { planLines, plans } from "../plan-tables.ts";
import { countInSettlement } from "../postings.ts";
import { isOpenPlan, LINE_MOVES, moved, PLAN_MOVES } from "../rules.ts";

/** The transfer office takes back a plan that is not approved yet. Nothing has moved. */
export const withdrawPlan = defineCommand({
  name: "transfer.withdraw-plan",
  allow: ["transfer-officer"],
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: { ...PLAN_REJECTIONS, plan_not_open: 409 },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (!isOpenPlan(plan.state)) return reject("plan_not_open", { state: plan.state });

    if (plan.approvalId !== null) approvals.cancel(tx, ctx, plan.approvalId);
    tx.table(plans).put(moved(PLAN_MOVES, { ...plan, noticeId: null }, "withdrawn"));
    for (const line of linesOf(tx, plan.id)) {
      if (line.state !== "superseded") tx.table(planLines).put(moved(LINE_MOVES, line, "void"));
    }
    endNotice(tx, ctx, plan, "withdrawn", input.reason);
    countInSettlement(tx, deal, () => ({ openPlanId: null }));
    recordAct(tx, ctx, {
      command: "transfer.withdraw-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return {};
  },
});
