import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { APPROVAL_PROBLEMS } from "#kit/approvals";
import { resolutionShape } from "#kit/approvals-tables";
import { recordAct, signatureOf } from "../acts.ts";
import { approvals } from "../approval-book.ts";
import { ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import { carryOutApproval } from "../plan-approval.ts";

/**
 * Takes the step of an approval that waits for the signer: by an own role, or as a deputy. With the last step every line that
 * is not frozen is owed; the unit's part of money is its own at once.
 */
export const approvePlan = defineCommand({
  name: "transfer.approve-plan",
  allow: "anyone",
  input: shape.object({
    planId: shape.id("plan"),
    /** Number of the split that was seen: it must not change between reading and signing. */
    revision: shape.int(1, 10_000),
    /** Minutes of the meeting, where the amount asks for them. */
    resolution: shape.optional(resolutionShape),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    ...APPROVAL_PROBLEMS,
    approval_not_asked: 409,
    split_superseded: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.approvalId === null) return reject("approval_not_asked", { state: plan.state });
    if (input.revision !== plan.revision) return reject("split_superseded", { revision: plan.revision });
    const signed = approvals.sign(tx, ctx, plan.approvalId, input.resolution);
    if (!signed.ok) return reject(signed.problem, signed.facts);

    const isApproved = signed.approval.state === "approved";
    const signature = signatureOf(ctx, "transfer.approve-plan");
    const openLineCount = isApproved ? carryOutApproval(tx, ctx, found, signature) : 0;
    recordAct(tx, ctx, {
      command: "transfer.approve-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
    });
    return { isApproved, step: signed.step.stepId, openLineCount };
  },
});
