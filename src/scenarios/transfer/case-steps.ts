import type { ReadTx } from "#kernel/table";
import { startAfter } from "#kit/paging";
import { type Achievement, achievements } from "./achievement-tables.ts";
import { type Act, actKey, acts } from "./acts.ts";
import { type Deal, poolOf, type Settlement, settlements } from "./deal-tables.ts";
import { board, priceOf } from "./notice-board.ts";
import { type Plan, plans } from "./plan-tables.ts";
import { isSignedDeal, isStandingDeal } from "./rules.ts";

/** The way of a case from disclosure to its end, for the rail that shows where it stands. */

const PAGE_ROWS = 1_000;

/** `now` waits for somebody, `stopped` for the answer to an objection, `dropped` is not reached any more. */
export type StepState = "done" | "now" | "stopped" | "ahead" | "dropped";

export type Step = {
  /** Texts stand under `steps`. */
  readonly name: string;
  readonly state: StepState;
  /** Who did it last and when, as far as the viewer hears of that act. */
  readonly signerIds: readonly string[];
  readonly at: number | null;
  readonly transactionId: string | null;
  /** Day on which it happened where that is told, and whether it was entered late. */
  readonly day: string | null;
  readonly isLate: boolean;
  /** Last day of what is running. */
  readonly deadline: string | null;
};

interface Draft {
  readonly name: string;
  readonly isDone: boolean;
  /** Commands that bring it about; the latest act of one of them tells who and when. */
  readonly by: readonly string[];
  readonly deadline?: string | null;
  readonly isStopped?: boolean;
  /** Acts before this instant belong to an earlier plan. */
  readonly since?: number;
}

/** The steps of a case in their order. Those after the signature are left out where the viewer may not see totals. */
export function stepsOf(tx: ReadTx, deal: Deal): readonly Step[] {
  const achievement = tx.table(achievements).get(deal.achievementId);
  const totals = tx.table(settlements).get(deal.id);
  const drafts = [...achievementSteps(achievement), ...priceSteps(tx, deal), ...moneySteps(tx, deal, totals)];
  const latest = latestActs(tx, deal);
  const first = drafts.findIndex(({ isDone }) => !isDone);
  return drafts.map((draft, i) => stepOf(draft, i, first, latest, isStandingDeal(deal.state)));
}

function stepOf(
  { name, isDone, by, deadline, isStopped, since = 0 }: Draft,
  i: number,
  first: number,
  latest: ReadonlyMap<string, Act>,
  isStanding: boolean,
): Step {
  const waiting = !isStanding ? "dropped" : i > first ? "ahead" : isStopped === true ? "stopped" : "now";
  const found = by.flatMap((command) => latest.get(command) ?? []).filter(({ at }) => at >= since);
  // A step that is ahead again has been done before: that act is history and belongs to the timeline.
  const act = i > first && !isDone ? undefined : found.sort((a, b) => b.at - a.at)[0];
  return {
    name,
    state: isDone ? "done" : waiting,
    signerIds: act?.signerIds ?? [],
    at: act?.at ?? null,
    transactionId: act?.transactionId ?? null,
    day: act?.occurredOn ?? null,
    isLate: act?.isLate ?? false,
    deadline: deadline ?? null,
  };
}

function achievementSteps(achievement: Achievement | undefined): readonly Draft[] {
  if (achievement === undefined) return [];
  const { confirmedCount, contributorCount, registeredAt } = achievement;
  return [
    { name: "disclosed", isDone: true, by: ["disclose-achievement", "revise-disclosure"] },
    { name: "confirmed", isDone: confirmedCount === contributorCount, by: ["confirm-contribution"] },
    { name: "registered", isDone: registeredAt !== null, by: ["register-achievement"] },
  ];
}

function priceSteps(tx: ReadTx, deal: Deal): readonly Draft[] {
  const notice = board.standingNotice(tx, priceOf(deal), "price");
  const isSigned = isSignedDeal(deal.state);
  const noticed: Draft = {
    name: "noticed",
    isDone: notice?.state === "closed" || deal.state === "decided" || isSigned,
    by: ["publish-price-notice", "record-paper-price-notice"],
    deadline: notice?.closesOn ?? null,
    isStopped: notice?.state === "suspended",
  };
  return [
    { name: "proposed", isDone: true, by: ["propose-deal", "revise-deal"] },
    ...(deal.pricing === "agreement" ? [noticed] : []),
    { name: "decided", isDone: deal.decisionId !== null, by: ["record-decision"] },
    { name: "signed", isDone: isSigned, by: ["sign-deal"] },
  ];
}

function moneySteps(tx: ReadTx, deal: Deal, totals: Settlement | undefined): readonly Draft[] {
  if (isSignedDeal(deal.state) && totals === undefined) return [];
  const plan = latestPlan(tx, deal);
  const isAllIn = totals !== undefined && totals.received >= deal.price;
  const isAllOut = totals !== undefined && poolOf(totals) === 0n && totals.openLineCount === 0;
  // Of a deal paid in instalments the way shows the plan under way; between two plans it waits for the next receipt.
  const isUnderWay = plan !== undefined && plan.state !== "settled";
  const due = deal.instalments.map(({ dueOn }) => dueOn).sort();
  return [
    {
      name: "received",
      isDone: isAllIn || isUnderWay,
      by: ["record-receipt", "record-stake"],
      deadline: due.at(-1) ?? null,
    },
    ...planSteps(tx, isUnderWay || (isAllIn && isAllOut) ? plan : undefined),
    { name: "closed", isDone: deal.state === "closed", by: ["close-deal"] },
  ];
}

/** How far each state of a plan has come: drawn up, published, approved, paid. */
const PLAN_STAGE: Readonly<Record<Plan["state"], number>> = {
  proposed: 0,
  split: 1,
  noticed: 1,
  approving: 2,
  approved: 3,
  settled: 4,
  withdrawn: 0,
  void: 0,
};

function planSteps(tx: ReadTx, plan: Plan | undefined): readonly Draft[] {
  const stage = plan === undefined ? 0 : PLAN_STAGE[plan.state];
  const notice = plan?.noticeId === undefined || plan.noticeId === null ? undefined : board.notice(tx, plan.noticeId);
  const since = plan?.signed[0]?.at ?? Number.MAX_SAFE_INTEGER;
  return [
    { name: "planned", isDone: stage > 0, by: ["propose-plan", "decide-team-split"], since },
    {
      name: "published",
      isDone: stage > 1,
      by: ["publish-plan-notice", "record-paper-plan-notice"],
      deadline: notice?.closesOn ?? null,
      isStopped: notice?.state === "suspended",
      since,
    },
    { name: "approved", isDone: stage > 2, by: ["approve-plan"], since },
    { name: "paid", isDone: stage > 3, by: ["record-bank-result", "register-shares"], since },
  ];
}

function latestPlan(tx: ReadTx, { id: dealId }: Deal): Plan | undefined {
  const ofDeal = tx.table(plans).find({ index: "byDeal", equals: { dealId }, reverse: true });
  return ofDeal.find(({ state }) => state !== "withdrawn" && state !== "void");
}

/** The latest act of each command in a case, by the command without its scenario. */
function latestActs(tx: ReadTx, { id: dealId, achievementId }: Deal): ReadonlyMap<string, Act> {
  const latest = new Map<string, Act>();
  for (let last: Act | undefined; ; ) {
    const equals = { achievementId };
    const page = tx.table(acts).find({
      index: "byAchievement",
      equals,
      ...startAfter(last === undefined ? undefined : actKey(last)),
      limit: PAGE_ROWS,
    });
    for (const act of page) {
      if (act.dealId === "" || act.dealId === dealId) latest.set(act.command.replace("transfer.", ""), act);
    }
    last = page.at(-1);
    if (page.length < PAGE_ROWS) return latest;
  }
}
