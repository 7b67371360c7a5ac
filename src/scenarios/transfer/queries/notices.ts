import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { mergedRows } from "#kit/merged-rows";
import { daysLeft } from "#kit/notice-days";
import { NOTICE_STATES, type Notice } from "#kit/notices-tables";
import { pageFields, pageOf } from "#kit/paging";
import { NEWEST_NOTICES, seenNotices } from "../seen-notices.ts";

/** Notices that the viewer may read, the latest first, without what they show. */
export const noticesQuery = defineQuery({
  name: "transfer.notices",
  allow: "public",
  input: shape.object({ state: shape.optional(shape.choice(NOTICE_STATES)), ...pageFields }),

  run(tx, input, ctx) {
    const sources = seenNotices(tx, ctx.viewer, input.state);
    return pageOf(
      input,
      (after, limit) => mergedRows(sources, NEWEST_NOTICES, after, limit),
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
