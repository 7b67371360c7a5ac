import assert from "node:assert/strict";
import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { AUDIENCES } from "#kit/notices-tables";
import { DAY_KINDS } from "#kit/working-calendar";
import { recordAct } from "../acts.ts";
import { isInterested, ownPlan, PLAN_REJECTIONS, personIdOf } from "../case-access.ts";
import { board } from "../notice-board.ts";
import { awardOf, writeNoticed } from "../plan-notice.ts";
import { planFacts, planNoticeLines } from "../plan-notice-facts.ts";
import { LENGTH_REJECTIONS, lengthOf } from "../price-notice.ts";

/**
 * Publishes an award (收益分配公示): the result, the contract and its registration, what the team gets, and a line for each
 * payee, to which objections can be made one by one. Its days follow the rule packs where they are left out; a shorter notice
 * gives a reason. When it has run out, the plan is to be approved.
 */
export const publishPlanNotice = defineCommand({
  name: "transfer.publish-plan-notice",
  allow: ["transfer-officer"],
  input: shape.object({
    planId: shape.id("plan"),
    /** Number of the split that is published. */
    revision: shape.int(1, 10_000),
    audience: shape.choice(AUDIENCES),
    days: shape.optional(shape.int(1, 365)),
    dayKind: shape.optional(shape.choice(DAY_KINDS)),
    /** Why it is shorter than the rule asks. */
    shortReason: shape.optional(shape.text(1, 500)),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    officer_is_contributor: 403,
    ...LENGTH_REJECTIONS,
    plan_not_split: 409,
    split_superseded: 409,
  },

  run(tx, { planId, revision, audience, ...wanted }, ctx, reject) {
    const found = ownPlan(tx, planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("officer_is_contributor");
    if (plan.state !== "split") return reject("plan_not_split", { state: plan.state });
    if (revision !== plan.revision) return reject("split_superseded", { revision: plan.revision });
    const length = lengthOf(deal, "award", wanted);
    if (!("days" in length)) return reject(...length);

    const published = board.publish(tx, ctx, {
      ...awardOf(plan.id),
      ...length,
      kind: "award",
      ownerId: deal.unitId,
      publishedBy: personIdOf(ctx.actor),
      audience,
      facts: planFacts(tx, found),
      lines: planNoticeLines(tx, found),
    });
    assert(published.ok, "a plan that is split has no notice that stands");
    const { id: noticeId, number, closesOn } = published.notice;
    writeNoticed(tx, plan, noticeId);
    recordAct(tx, ctx, {
      command: "transfer.publish-plan-notice",
      scope: "achievement",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: noticeId,
    });
    return { noticeId, number, closesOn: closesOn ?? "", isShort: length.shortReason !== null };
  },
});
