import assert from "node:assert/strict";
import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { endOfDay } from "#kit/calendar-day";
import { paperDays } from "#kit/notice-acts";
import { DAY_KINDS } from "#kit/working-calendar";
import { recordAct } from "../acts.ts";
import { isInterested, ownPlan, PLAN_REJECTIONS, personIdOf } from "../case-access.ts";
import { board } from "../notice-board.ts";
import { beginApproval } from "../plan-approval.ts";
import { awardOf, writeNoticed } from "../plan-notice.ts";
import { planFacts, planNoticeLines } from "../plan-notice-facts.ts";
import { lengthOf } from "../price-notice.ts";

/**
 * Enters the notice of an award that hung on paper before (补录), with the hash of its scan. It proves no notice given in time:
 * that is what its mark says. The plan is to be approved.
 */
export const recordPaperPlanNotice = defineCommand({
  name: "transfer.record-paper-plan-notice",
  allow: ["transfer-officer"],
  input: shape.object({
    planId: shape.id("plan"),
    revision: shape.int(1, 10_000),
    /** Day on which it was hung up, and the last day on which it hung. */
    openedOn: shape.day(),
    closesOn: shape.day(),
    dayKind: shape.choice(DAY_KINDS),
    /** SHA-256 of the scan. */
    documentHash: shape.hash(),
    /** Why it was shorter than the rule asks. */
    shortReason: shape.optional(shape.text(1, 500)),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    officer_is_contributor: 403,
    day_in_future: 422,
    notice_without_days: 422,
    notice_too_short: 422,
    plan_not_split: 409,
    split_superseded: 409,
  },

  run(tx, { planId, revision, shortReason, ...paper }, ctx, reject) {
    const found = ownPlan(tx, planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("officer_is_contributor");
    // Its last day must be over, or it might still be objected to.
    if (endOfDay(paper.closesOn) > ctx.time) return reject("day_in_future", { day: paper.closesOn });
    const days = paperDays(paper);
    if (days === 0) return reject("notice_without_days", { from: paper.openedOn, to: paper.closesOn });
    if (plan.state !== "split") return reject("plan_not_split", { state: plan.state });
    if (revision !== plan.revision) return reject("split_superseded", { revision: plan.revision });
    const length = lengthOf(deal, "award", { days, dayKind: paper.dayKind, shortReason });
    if (!("days" in length)) return reject("notice_too_short", length[1]);

    const recorded = board.recordPaper(tx, ctx, {
      ...awardOf(plan.id),
      ...paper,
      source: length.source,
      shortReason: length.shortReason,
      kind: "award",
      ownerId: deal.unitId,
      publishedBy: personIdOf(ctx.actor),
      audience: "unit",
      facts: planFacts(tx, found),
      lines: planNoticeLines(tx, found),
    });
    assert(recorded.ok, "a plan that is split has no notice that stands");
    const { id: noticeId, number } = recorded.notice;
    beginApproval(tx, ctx, { plan: writeNoticed(tx, plan, noticeId), deal });
    recordAct(tx, ctx, {
      command: "transfer.record-paper-plan-notice",
      scope: "achievement",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: noticeId,
      occurredOn: paper.openedOn,
      isLate: true,
    });
    return { noticeId, number, days };
  },
});
