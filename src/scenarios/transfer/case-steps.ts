import type { ReadTx } from "#kernel/table";
import { startAfter } from "#kit/paging";
import { type Achievement, achievements } from "./achievement-tables.ts";
import { type Act, actKey, acts } from "./acts.ts";
import { type Deal, poolOf, type Settlement, settlements } from "./deal-tables.ts";
import { board, priceOf } from "./notice-board.ts";
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
}

/** The steps of a case in their order. Those after the signature are left out where the viewer may not see totals. */
export function stepsOf(tx: ReadTx, deal: Deal): readonly Step[] {
  const achievement = tx.table(achievements).get(deal.achievementId);
  const totals = tx.table(settlements).get(deal.id);
  const drafts = [...achievementSteps(achievement), ...priceSteps(tx, deal), ...moneySteps(deal, totals)];
  const latest = latestActs(tx, deal);
  const first = drafts.findIndex(({ isDone }) => !isDone);
  return drafts.map((draft, i) => stepOf(draft, i, first, latest, isStandingDeal(deal.state)));
}

function stepOf(
  { name, isDone, by, deadline, isStopped }: Draft,
  i: number,
  first: number,
  latest: ReadonlyMap<string, Act>,
  isStanding: boolean,
): Step {
  const waiting = !isStanding ? "dropped" : i > first ? "ahead" : isStopped === true ? "stopped" : "now";
  const found = by.flatMap((command) => latest.get(command) ?? []);
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

function moneySteps(deal: Deal, totals: Settlement | undefined): readonly Draft[] {
  if (isSignedDeal(deal.state) && totals === undefined) return [];
  const isAllIn = totals !== undefined && totals.received >= deal.price;
  const isAllOut =
    totals !== undefined && totals.openPlanId === null && poolOf(totals) === 0n && totals.openLineCount === 0;
  const due = deal.instalments.map(({ dueOn }) => dueOn).sort();
  return [
    { name: "received", isDone: isAllIn, by: ["record-receipt", "record-stake"], deadline: due.at(-1) ?? null },
    { name: "distributed", isDone: isAllIn && isAllOut, by: ["record-bank-result", "register-shares", "approve-plan"] },
    { name: "closed", isDone: deal.state === "closed", by: ["close-deal"] },
  ];
}

/** The latest act of each command in a case, by the command without its scenario. */
function latestActs(tx: ReadTx, { id: dealId, achievementId }: Deal): ReadonlyMap<string, Act> {
  const latest = new Map<string, Act>();
  for (let last: Act | undefined; ; ) {
    const equals = { achievementId };
    const page = tx
      .table(acts)
      .find({
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
