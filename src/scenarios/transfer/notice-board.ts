import assert from "node:assert/strict";
import type { Context } from "#kernel/command";
import type { Signer, Viewer } from "#kernel/identity";
import type { ReadTx, Tx } from "#kernel/table";
import type { Done, NoticeProblem, Refused } from "#kit/notice-acts";
import { defineNoticeBoard } from "#kit/notices";
import type { Notice, Objection } from "#kit/notices-tables";
import { isInterested } from "./case-access.ts";
import { type Deal, dealOf, deals } from "./deal-tables.ts";
import { planAnswered, planNoticeClosed, planNoticeEnded, planObjected } from "./plan-notice.ts";
import { type Plan, plans } from "./plan-tables.ts";
import { DEAL_MOVES, moved } from "./rules.ts";
import { handlesObjections, isCounterparty } from "./visibility.ts";

/**
 * Notices of this scenario: of the price of a deal (`price` of a `deal`) and of an award (`award` of a `plan`). Who objects
 * is seen by the objector, the transfer office and the discipline office.
 */
export const board = defineNoticeBoard({
  name: "transfer",
  search: (notice) => ({ kind: "transfer.notice", title: titleOf(notice) ?? notice.number, words: [notice.number] }),
  mayReadNotice: isPriceOfOtherSide,
  mayReadObjection: (objection, viewer) => handlesObjections(viewer, objection.ownerId),
  hooks: {
    closed: planNoticeClosed,
    ended: takeBackNotice,
    objected: planObjected,
    answered: (tx, objection, notice, ctx) => planAnswered(tx, objection, notice, ctx, hasOthersOpen(tx, objection)),
  },
});

/** Rejections of commands on a notice by an office of its unit. */
export const NOTICE_REJECTIONS = {
  notice_not_found: 404,
  case_of_other_unit: 403,
  officer_is_contributor: 403,
} as const;

/** A notice of the actor's own unit with its deal. Whoever contributed does not act for the unit. */
export function ownNotice(
  tx: ReadTx,
  id: string,
  actor: Signer,
): { readonly notice: Notice; readonly deal: Deal } | keyof typeof NOTICE_REJECTIONS {
  const notice = board.notice(tx, id);
  const deal = notice === undefined ? undefined : dealOfNotice(tx, notice);
  if (notice === undefined || deal === undefined) return "notice_not_found";
  if (notice.ownerId !== actor.memberId) return "case_of_other_unit";
  return isInterested(tx, deal.achievementId, actor) ? "officer_is_contributor" : { notice, deal };
}

/** The notice of an outcome where the command has made sure that it is not refused. @throws AssertionError when it is. */
export function requireNotice(outcome: Done<{ readonly notice: Notice }> | Refused<NoticeProblem>): Notice {
  assert(outcome.ok, "a notice that cannot be refused was");
  return outcome.notice;
}

/** Title of the achievement that a notice shows; undefined where it shows none. */
export function titleOf({ facts }: Pick<Notice, "facts">): string | undefined {
  return facts.find(({ name }) => name === "title")?.value;
}

/** What a notice is about, for the board: the price of a deal. */
export function priceOf(deal: Pick<Deal, "id">) {
  return { subjectKind: "deal", subjectId: deal.id } as const;
}

/** The deal that a notice belongs to; undefined when the viewer of a query may not see it. */
export function dealOfNotice(
  tx: ReadTx,
  { subjectKind, subjectId }: Pick<Notice, "subjectKind" | "subjectId">,
): Deal | undefined {
  if (subjectKind === "deal") return dealOf(tx, subjectId);
  const plan = tx.table(plans).get(subjectId);
  return plan === undefined ? undefined : dealOf(tx, plan.dealId);
}

/** Whether something rests on a notice that must be taken back before it. */
export function isReliedOn(tx: ReadTx, notice: Notice): boolean {
  if (notice.subjectKind === "plan") return tx.table(plans).get(notice.subjectId)?.state !== "noticed";
  return dealOfNotice(tx, notice)?.state !== "noticed";
}

/** The company that negotiated a price sees its notice. */
function isPriceOfOtherSide(notice: Notice, viewer: Viewer, tx: ReadTx): boolean {
  if (notice.subjectKind !== "deal") return false;
  const deal = dealOf(tx, notice.subjectId);
  return deal !== undefined && isCounterparty(viewer, deal.counterpartyId);
}

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

/** Without its notice a price is only proposed, and a plan only split. */
function takeBackNotice(tx: Tx, notice: Notice, ctx: Context): void {
  if (notice.subjectKind === "plan") planNoticeEnded(tx, notice, ctx);
  if (notice.subjectKind !== "deal") return;
  const deal = dealOf(tx, notice.subjectId);
  if (deal?.state === "noticed") tx.table(deals).put(moved(DEAL_MOVES, deal, "proposed"));
}
