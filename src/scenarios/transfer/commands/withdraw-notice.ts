import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { hasEnded } from "#kit/notice-acts";
import { recordAct } from "../acts.ts";
import { board, isReliedOn, NOTICE_REJECTIONS, ownNotice } from "../notice-board.ts";

/** Takes back a notice that was made in error. Another can follow; objections that were made are still answered. */
export const withdrawNotice = defineCommand({
  name: "transfer.withdraw-notice",
  allow: ["transfer-officer"],
  input: shape.object({ noticeId: shape.id("notice"), reason: shape.text(1, 200) }),
  rejections: { ...NOTICE_REJECTIONS, notice_ended: 409, notice_relied_on: 409 },

  run(tx, { noticeId, reason }, ctx, reject) {
    const found = ownNotice(tx, noticeId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { notice, deal } = found;
    if (hasEnded(notice)) return reject("notice_ended", { number: notice.number, state: notice.state });
    if (isReliedOn(tx, notice)) return reject("notice_relied_on", { number: notice.number });

    board.end(tx, ctx, noticeId, { to: "withdrawn", reason });
    const { id: dealId, achievementId } = deal;
    recordAct(tx, ctx, {
      command: "transfer.withdraw-notice",
      scope: "deal",
      achievementId,
      dealId,
      subjectId: noticeId,
      reason,
    });
    return {};
  },
});
