import type { ReadTx } from "#kernel/table";
import { achievements } from "../achievement-tables.ts";
import { approvals } from "../approval-book.ts";
import { type Deal, dealOf, deals, poolOf, settlements } from "../deal-tables.ts";
import { board, priceOf } from "../notice-board.ts";
import { type Plan, plans } from "../plan-tables.ts";
import type { DealState, PlanState } from "../rules.ts";
import { caseOf, due, ITEMS_MAX, ofDeal, ofPlan, type WorkFinder, type WorkItem } from "./work-item.ts";

/** What waits for the transfer office: registering, publishing, signing, proposing; and what it waits for. */
export const officeWork: WorkFinder = (tx, { memberId: unitId }) => ({
  mine: [
    ...toRegister(tx, unitId),
    ...dealsIn(tx, unitId, "proposed")
      .filter(({ pricing }) => pricing === "agreement")
      .map((deal) => ofOffice(tx, deal, "publish-price-notice")),
    ...dealsIn(tx, unitId, "decided").map((deal) => ofOffice(tx, deal, "sign-deal")),
    ...toPropose(tx, unitId),
    ...plansIn(tx, unitId, "split").map(([deal, plan]) => ({
      kind: "publish-plan-notice",
      command: "transfer.publish-plan-notice",
      ...ofPlan(tx, deal, plan),
      waitingFor: "transfer-officer",
    })),
  ],
  others: [
    ...plansIn(tx, unitId, "proposed").map(([deal, plan]) => ({
      kind: "plan-proposed",
      ...ofPlan(tx, deal, plan),
      waitingFor: tx.table(achievements).get(deal.achievementId)?.leaderId ?? "",
    })),
    ...noticed(tx, unitId),
    ...approving(tx, unitId),
  ],
});

/** What waits for the leadership beside approvals: collective decisions. */
export const leadershipWork: WorkFinder = (tx, { memberId: unitId }) => {
  const listed = dealsIn(tx, unitId, "proposed").filter(({ pricing }) => pricing !== "agreement");
  const over = dealsIn(tx, unitId, "noticed").filter(
    (deal) => board.standingNotice(tx, priceOf(deal), "price")?.state === "closed",
  );
  const mine = [...listed, ...over].map((deal) => ({
    kind: "record-decision",
    command: "transfer.record-decision",
    ...ofDeal(tx, deal),
    since: deal.proposedAt,
    waitingFor: "leadership",
  }));
  return { mine, others: [] };
};

/** What waits for the discipline office: objections, until the day by which they are to be answered. */
export const disciplineWork: WorkFinder = (tx, { memberId, personId }) => {
  const equals = { ownerId: memberId, state: "open" };
  const open = tx.table(board.objections).find({ index: "byOwner", equals, limit: 2 * ITEMS_MAX });
  const own = open.filter(({ objectorId }) => objectorId !== personId);
  const mine = own.slice(0, ITEMS_MAX).flatMap(({ id, noticeId, subjectKind, subjectId, lineId, madeAt, answerBy }) => {
    const plan = subjectKind === "plan" ? tx.table(plans).get(subjectId) : undefined;
    const deal = dealOf(tx, plan?.dealId ?? subjectId);
    if (deal === undefined) return [];
    const { amount: _, ...about } = ofDeal(tx, deal);
    return [
      {
        kind: "resolve-objection",
        command: "transfer.resolve-objection",
        ...about,
        ...(plan === undefined ? {} : { planId: plan.id as string }),
        noticeId: noticeId as string,
        objectionId: id as string,
        ...(lineId === null ? {} : { payeeId: lineId }),
        since: madeAt,
        ...due(answerBy),
        waitingFor: "discipline-officer",
      },
    ];
  });
  return { mine, others: [] };
};

/** Plans of a unit in approval, one item a role that waits. */
export function approving(tx: ReadTx, unitId: string): readonly WorkItem[] {
  return plansIn(tx, unitId, "approving").flatMap(([deal, plan]) => {
    const steps = plan.approvalId === null ? [] : approvals.stepsOf(tx, plan.approvalId);
    const open = steps.filter(({ state }) => state === "open");
    return open.map(({ roles: [role = ""] }) => ({
      kind: "plan-approving",
      ...ofPlan(tx, deal, plan),
      waitingFor: role,
    }));
  });
}

function noticed(tx: ReadTx, unitId: string): readonly WorkItem[] {
  const prices = dealsIn(tx, unitId, "noticed").flatMap((deal) => {
    const notice = board.standingNotice(tx, priceOf(deal), "price");
    if (notice === undefined || notice.state === "closed") return [];
    const about = { kind: "price-noticed", ...ofDeal(tx, deal), noticeId: notice.id as string, since: notice.openedAt };
    return [{ ...about, ...due(notice.closesOn), waitingFor: waitsFor(notice.state) }];
  });
  const awards = plansIn(tx, unitId, "noticed").flatMap(([deal, plan]) => {
    const notice = plan.noticeId === null ? undefined : board.notice(tx, plan.noticeId);
    if (notice === undefined) return [];
    const about = { kind: "plan-noticed", ...ofPlan(tx, deal, plan), noticeId: notice.id as string };
    return [{ ...about, since: notice.openedAt, ...due(notice.closesOn), waitingFor: waitsFor(notice.state) }];
  });
  return [...prices, ...awards];
}

/** A notice whose clock stands waits for the answer to an objection. */
function waitsFor(state: string): string {
  return state === "suspended" ? "discipline-officer" : "notice";
}

function toRegister(tx: ReadTx, unitId: string): readonly WorkItem[] {
  const waiting = tx
    .table(achievements)
    .find({ index: "byState", equals: { unitId, state: "confirmed" }, limit: ITEMS_MAX });
  return waiting.map(({ id, disclosedAt }) => ({
    kind: "register-achievement",
    command: "transfer.register-achievement",
    ...caseOf(tx, id),
    since: disclosedAt,
    waitingFor: "transfer-officer",
  }));
}

function toPropose(tx: ReadTx, unitId: string): readonly WorkItem[] {
  const waiting = tx
    .table(settlements)
    .find({ index: "byWaiting", equals: { unitId, isWaiting: true }, limit: ITEMS_MAX });
  return waiting.flatMap((totals) => {
    const deal = dealOf(tx, totals.dealId);
    if (deal?.state !== "signed") return [];
    const item = { kind: "propose-plan", command: "transfer.propose-plan", waitingFor: "transfer-officer" };
    return [{ ...item, ...ofDeal(tx, deal), amount: poolOf(totals), since: deal.signedAt ?? deal.proposedAt }];
  });
}

function ofOffice(tx: ReadTx, deal: Deal, kind: string): WorkItem {
  const item = { kind, command: `transfer.${kind}`, waitingFor: "transfer-officer" };
  return { ...item, ...ofDeal(tx, deal), since: deal.proposedAt };
}

function dealsIn(tx: ReadTx, unitId: string, state: DealState): readonly Deal[] {
  return tx.table(deals).find({ index: "byUnitState", equals: { unitId, state }, limit: ITEMS_MAX });
}

function plansIn(tx: ReadTx, unitId: string, state: PlanState): readonly (readonly [Deal, Plan])[] {
  const found = tx.table(plans).find({ index: "byState", equals: { unitId, state }, limit: ITEMS_MAX });
  return found.flatMap((plan) => {
    const deal = dealOf(tx, plan.dealId);
    return deal === undefined ? [] : [[deal, plan] as const];
  });
}
