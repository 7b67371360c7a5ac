import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { APPROVAL_PROBLEMS } from "#kit/approvals";
import { recordAct } from "../acts.ts";
import { approvals } from "../approval-book.ts";
import { ownPlan, PLAN_REJECTIONS, settlementOf } from "../case-access.ts";
import { isApprovalUntouched, isWholePlanApproved, undoApproval } from "../plan-approval.ts";

/** A signer takes the own step of an approval back, until the next step is signed or anything is paid. */
export const withdrawApproval = defineCommand({
  name: "transfer.withdraw-approval",
  allow: "anyone",
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: {
    ...PLAN_REJECTIONS,
    ...APPROVAL_PROBLEMS,
    approval_not_asked: 409,
    payment_begun: 409,
    plan_open: 409,
    income_taken_back: 409,
    deal_not_open: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.approvalId === null) return reject("approval_not_asked", { state: plan.state });
    const withdrawn = approvals.withdraw(tx, ctx, plan.approvalId);
    if (!withdrawn.ok) return reject(withdrawn.problem, withdrawn.facts);
    if (withdrawn.wasApproved) {
      if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });
      if (!isApprovalUntouched(tx, plan)) return reject("payment_begun");
      // A plan that waits for its approval counts on what this one distributed.
      const { openPlanId, advanced } = settlementOf(tx, deal.id);
      if (openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });
      // Its amounts count on a receipt that is gone: it could not be approved again as it stands.
      if (advanced > 0n && isWholePlanApproved(tx, plan)) return reject("income_taken_back");
      undoApproval(tx, ctx, found);
    }

    recordAct(tx, ctx, {
      command: "transfer.withdraw-approval",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return { wasApproved: withdrawn.wasApproved };
  },
});
