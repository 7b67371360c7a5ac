import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { mergedRows, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { daysLeft } from "#kit/notice-days";
import { NOTICE_STATES, type Notice } from "#kit/notices-tables";
import { listFields, pageOf } from "#kit/paging";
import { foundNotices } from "../found-rows.ts";
import { board, titleOf } from "../notice-board.ts";
import { noticeOrder, seenNotices, type WantedNotices } from "../seen-notices.ts";

/**
 * Notices that the viewer may read, the latest first unless asked otherwise, without what they show. `foundIds` are notices,
 * deals and achievements that a search has found.
 */
export const noticesQuery = defineQuery({
  name: "transfer.notices",
  allow: "public",
  input: shape.object({ state: shape.optional(shape.choice(NOTICE_STATES)), ...listFields }),

  run(tx, input, ctx) {
    const { state, order, foundIds } = input;
    const wanted = { state, reverse: order !== "oldest" };
    const sources = foundIds === undefined ? seenNotices(tx, ctx.viewer, wanted) : [found(tx, foundIds, wanted)];
    return pageOf(
      input,
      (after, limit) => mergedRows(sources, noticeOrder(wanted), after, limit),
      (notice) => notice.id,
      (notice) => noticeItem(notice, shanghaiDay(ctx.time)),
    );
  },
});

function found(tx: ReadTx, ids: readonly string[], wanted: WantedNotices): RowSource<Notice> {
  const { state } = wanted;
  const rows = () => foundNotices(tx, ids).filter((notice) => state === undefined || notice.state === state);
  return rowsAtHand(rows, noticeOrder(wanted), (key) => tx.table(board.notices).get(key));
}

function noticeItem(notice: Notice, today: string) {
  const { facts: _, lines, source: __, suspensions: ___, closeTimer: ____, ...shown } = notice;
  return {
    ...shown,
    title: titleOf(notice) ?? null,
    lineCount: lines.length,
    daysLeft: daysLeft(notice, today),
  };
}
