import { defineQuery, type QueryContext } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { daysLeft, noticeCalendar } from "#kit/notice-days";
import type { NoticeLine, Objection } from "#kit/notices-tables";
import { board, dealOfNotice } from "../notice-board.ts";

/**
 * One notice: what it shows, every day with its count, and the objections that the viewer may see with their texts as far
 * as the vault still has them. `notice` is null where there is nothing to see.
 */
export const noticeQuery = defineQuery({
  name: "transfer.notice",
  allow: "public",
  input: shape.object({ noticeId: shape.id("notice") }),

  run(tx, { noticeId }, ctx) {
    const notice = board.notice(tx, noticeId);
    if (notice === undefined) return { notice: null, dealId: null, calendar: [], objections: [] };
    const today = shanghaiDay(ctx.time);
    const { closeTimer: _, lines, ...shown } = notice;
    return {
      notice: { ...shown, lines: lines.map((line) => shownLine(line, ctx)) },
      dealId: dealOfNotice(tx, notice)?.id ?? null,
      today,
      daysLeft: daysLeft(notice, today),
      calendar: noticeCalendar(notice, today),
      objections: board.objectionsTo(tx, noticeId).map((objection) => objectionItem(objection, ctx)),
    };
  },
});

/** A line with the name of its payee for as long as the vault has it. */
function shownLine({ name, ...line }: NoticeLine, ctx: QueryContext) {
  const revealed = name === undefined ? undefined : ctx.reveal(name);
  return revealed === undefined ? line : { ...line, name: revealed };
}

function objectionItem({ answerTimer: _, reason, resolution, ...shown }: Objection, ctx: QueryContext) {
  return {
    ...shown,
    reason: ctx.reveal(reason) ?? null,
    resolution: resolution === null ? null : (ctx.reveal(resolution) ?? null),
  };
}
