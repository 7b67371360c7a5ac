import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { OBJECTION_TARGETS } from "#kit/notices-tables";
import { recordAct } from "../acts.ts";
import { personIdOf } from "../case-access.ts";
import { board, dealOfNotice } from "../notice-board.ts";
import { answerDaysOf } from "../price-notice.ts";

/**
 * Whoever may read a notice objects to it by the own name. To the whole or the ownership it stops the clock; to one line it
 * concerns that line only. The discipline office answers in the days that the rule packs name.
 */
export const object = defineCommand({
  name: "transfer.object",
  allow: "anyone",
  input: shape.object({
    noticeId: shape.id("notice"),
    target: shape.choice(OBJECTION_TARGETS),
    /** The line that it is against; only where the target is a line. */
    lineId: shape.optional(shape.text(1, 80)),
    /** Why, in free text that can be erased. */
    reason: shape.personal(2_000),
    /** SHA-256 of a document that goes with it. */
    documentHash: shape.optional(shape.hash()),
  }),
  rejections: { notice_not_found: 404, notice_line_unknown: 422, notice_not_open: 409 },

  run(tx, { noticeId, ...wanted }, ctx, reject) {
    const notice = board.notice(tx, noticeId);
    if (notice === undefined || !board.notices.visible(notice, ctx.actor, tx)) return reject("notice_not_found");
    const deal = dealOfNotice(tx, notice);
    if (deal === undefined) return reject("notice_not_found");
    const objectorId = personIdOf(ctx.actor);
    const answerDays = answerDaysOf(deal, notice.kind === "award" ? "award" : "price");
    const done = board.object(tx, ctx, noticeId, { ...wanted, objectorId, answerDays });
    if (!done.ok) return reject(done.problem, done.facts);

    const { id: objectionId, answerBy } = done.objection;
    recordAct(tx, ctx, {
      command: "transfer.object",
      scope: "objection",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: objectionId,
    });
    return { objectionId, answerBy, stopsClock: done.notice.state === "suspended" };
  },
});
