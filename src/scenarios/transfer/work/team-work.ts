import type { ReadTx } from "#kernel/table";
import { achievements, contributors } from "../achievement-tables.ts";
import { deals, settlements } from "../deal-tables.ts";
import { board } from "../notice-board.ts";
import { type Line, planLines, plans } from "../plan-tables.ts";
import type { LineState } from "../rules.ts";
import { caseOf, due, ITEMS_MAX, ofDeal, ofPlan, type WorkFinder, type WorkItem } from "./work-item.ts";

/** What waits for people of a team: confirming, sharing as its leader, and the own money on its way. */
export const teamWork: WorkFinder = (tx, { personId }) => {
  const lines = (state: LineState) =>
    tx
      .table(planLines)
      .find({ index: "byPayeeState", equals: { payeeId: personId, state }, limit: ITEMS_MAX, reverse: true });
  const planned = lines("planned");
  return {
    mine: [
      ...toConfirm(tx, personId),
      ...toSplit(tx, personId),
      ...planned.filter(isToConfirm).map((line) => ofLine(tx, line, "confirm-own-line", personId, true)),
    ],
    others: [
      ...planned
        .filter(({ noticeId }) => noticeId !== null)
        .map((line) => ofLine(tx, line, "own-line-planned", "notice")),
      ...lines("frozen").map((line) => ofLine(tx, line, "own-line-frozen", "discipline-officer")),
      ...lines("payable").map((line) =>
        line.asset === "shares"
          ? ofLine(tx, line, "own-shares-payable", "asset-manager")
          : ofLine(tx, line, "own-line-payable", "finance-officer"),
      ),
      ...lines("returned").map((line) => ofLine(tx, line, "own-line-returned", "finance-officer")),
      ...lines("instructed").map((line) => ofLine(tx, line, "own-line-instructed", "bank")),
    ],
  };
};

function isToConfirm({ noticeId, confirmedBy, revision, approvalId }: Line): boolean {
  return noticeId === null && confirmedBy === null && revision > 0 && approvalId === null;
}

function toConfirm(tx: ReadTx, personId: string): readonly WorkItem[] {
  // The latest first: what has long been confirmed must not hide what is new.
  const newest = { index: "byPerson", equals: { personId }, limit: 4 * ITEMS_MAX, reverse: true } as const;
  const rows = tx.table(contributors).find(newest);
  return rows.flatMap(({ achievementId, confirmedBy }) => {
    const achievement = confirmedBy === null ? tx.table(achievements).get(achievementId) : undefined;
    if (achievement === undefined || achievement.state === "withdrawn" || achievement.state === "returned") return [];
    const item = {
      kind: "confirm-contribution",
      command: "transfer.confirm-contribution",
      since: achievement.disclosedAt,
    };
    return [{ ...item, ...caseOf(tx, achievementId), waitingFor: personId }];
  });
}

function toSplit(tx: ReadTx, personId: string): readonly WorkItem[] {
  const led = tx
    .table(achievements)
    .find({ index: "byLeader", equals: { leaderId: personId }, limit: 2 * ITEMS_MAX, reverse: true });
  return led.flatMap(({ id: achievementId }) =>
    tx
      .table(deals)
      .find({ index: "byAchievement", equals: { achievementId } })
      .flatMap((deal) => {
        const openPlanId = tx.table(settlements).get(deal.id)?.openPlanId;
        const plan = typeof openPlanId === "string" ? tx.table(plans).get(openPlanId) : undefined;
        if (plan?.state !== "proposed") return [];
        const item = { kind: "decide-team-split", command: "transfer.decide-team-split", waitingFor: personId };
        return [{ ...item, ...ofPlan(tx, deal, plan), amount: plan.award.amount }];
      }),
  );
}

function ofLine(tx: ReadTx, line: Line, kind: string, waitingFor: string, isMine = false): WorkItem {
  const deal = tx.table(deals).get(line.dealId);
  const notice = line.noticeId === null ? undefined : board.notice(tx, line.noticeId);
  const about = deal === undefined ? { caseNumber: "", title: "", achievementId: null } : ofDeal(tx, deal);
  return {
    kind,
    ...(isMine ? { command: `transfer.${kind}` } : {}),
    ...about,
    planId: line.planId,
    payeeId: line.payeeId,
    ...(line.noticeId === null ? {} : { noticeId: line.noticeId }),
    amount: line.amount,
    asset: line.asset,
    since: line.signed.at(-1)?.at ?? 0,
    ...(notice?.state === "open" ? due(notice.closesOn) : {}),
    waitingFor,
  };
}
