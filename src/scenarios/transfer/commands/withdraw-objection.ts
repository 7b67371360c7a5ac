import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { board, dealOfNotice } from "../notice-board.ts";

/** Whoever made an objection takes it back. A clock that stood for it alone goes on. */
export const withdrawObjection = defineCommand({
  name: "transfer.withdraw-objection",
  allow: "anyone",
  input: shape.object({ objectionId: shape.id("objection") }),
  rejections: { objection_not_found: 404, not_objector: 403, objection_not_open: 409 },

  run(tx, { objectionId }, ctx, reject) {
    const objection = board.objection(tx, objectionId);
    const deal = objection === undefined ? undefined : dealOfNotice(tx, objection);
    if (objection === undefined || deal === undefined) return reject("objection_not_found");
    if (objection.objectorId !== ctx.actor.personId) return reject("not_objector");
    const done = board.withdrawObjection(tx, ctx, objectionId);
    if (!done.ok) return reject(done.problem, done.facts);

    recordAct(tx, ctx, {
      command: "transfer.withdraw-objection",
      scope: "objection",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: objectionId,
    });
    return { noticeState: done.notice.state };
  },
});
