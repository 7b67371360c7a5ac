import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { APPROVAL_PROBLEMS } from "#kit/approvals";
import { recordAct } from "../acts.ts";
import { approvals } from "../approval-book.ts";
import { ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import { endNotice } from "../notice-board.ts";
import { returnReleased, returnToLeader } from "../plan-return.ts";

/**
 * Whoever could approve sends a plan back for correction: the leader decides the split anew, and it is published again. Of a
 * plan that is approved already, only the released lines go back: to the pool, for a later plan.
 */
export const returnPlan = defineCommand({
  name: "transfer.return-plan",
  allow: "anyone",
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: { ...PLAN_REJECTIONS, ...APPROVAL_PROBLEMS, approval_not_asked: 409 },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.approvalId === null) return reject("approval_not_asked", { state: plan.state });
    const returned = approvals.returnForCorrection(tx, ctx, plan.approvalId, input.reason);
    if (!returned.ok) return reject(returned.problem, returned.facts);

    if (plan.state === "approving") {
      returnToLeader(tx, plan, input.reason);
      endNotice(tx, ctx, plan, "superseded", input.reason);
    } else {
      returnReleased(tx, ctx, found);
    }
    recordAct(tx, ctx, {
      command: "transfer.return-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return {};
  },
});
