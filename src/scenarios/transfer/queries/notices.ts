import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { daysLeft } from "#kit/notice-days";
import { NOTICE_STATES, type Notice } from "#kit/notices-tables";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { board } from "../notice-board.ts";

/** Notices that the viewer may read, the latest first, without what they show. */
export const noticesQuery = defineQuery({
  name: "transfer.notices",
  allow: "public",
  input: shape.object({ state: shape.optional(shape.choice(NOTICE_STATES)), ...pageFields }),

  run(tx, input, ctx) {
    const { state } = input;
    const table = tx.table(board.notices);
    return pageOf(
      input,
      (after, limit) =>
        state === undefined
          ? table.find({ index: "byOpening", ...startAfter(after), limit, reverse: true })
          : table.find({ index: "byState", equals: { state }, ...startAfter(after), limit, reverse: true }),
      (notice) => notice.id,
      (notice) => noticeItem(notice, shanghaiDay(ctx.time)),
    );
  },
});

function noticeItem(notice: Notice, today: string) {
  const { facts, lines, source: _, suspensions: __, closeTimer: ___, ...shown } = notice;
  return {
    ...shown,
    title: facts.find(({ name }) => name === "title")?.value ?? null,
    lineCount: lines.length,
    daysLeft: daysLeft(notice, today),
  };
}
