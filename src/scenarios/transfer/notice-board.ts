import type { Context } from "#kernel/command";
import type { Tx } from "#kernel/table";
import { defineNoticeBoard } from "#kit/notices";
import type { Objection } from "#kit/notices-tables";
import { planAnswered, planNoticeClosed, planNoticeEnded, planObjected } from "./plan-notice.ts";
import type { Plan } from "./plan-tables.ts";

export const board = defineNoticeBoard({
  name: "transfer",
  mayReadNotice: () => false,
  mayReadObjection: () => false,
  hooks: {
    closed: planNoticeClosed,
    ended: planNoticeEnded,
    objected: planObjected,
    answered: (tx, objection, notice, ctx) => planAnswered(tx, objection, notice, ctx, hasOthersOpen(tx, objection)),
  },
});

/** Takes back the notice of a plan that changes, where it has one that stands. */
export function endNotice(
  tx: Tx,
  ctx: Context,
  { noticeId }: Plan,
  to: "withdrawn" | "superseded",
  reason: string,
): void {
  // Refused only where the notice has ended by itself.
  if (noticeId !== null) board.end(tx, ctx, noticeId, { to, reason });
}

/** Whether another objection to the same line of the same notice waits for its answer. */
function hasOthersOpen(tx: Tx, { noticeId, lineId, subjectKind, subjectId }: Objection): boolean {
  const open = board.openObjections(tx, { subjectKind, subjectId });
  return open.some((other) => other.noticeId === noticeId && other.lineId === lineId);
}
