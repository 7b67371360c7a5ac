import type { Signer } from "#kernel/identity";
import type { ReadTx } from "#kernel/table";
import { endOfDay } from "#kit/calendar-day";
import { achievements } from "../achievement-tables.ts";
import type { Deal } from "../deal-tables.ts";
import type { Plan } from "../plan-tables.ts";

/** How many rows of one kind are looked up at most: more is a list of its own. */
export const ITEMS_MAX = 50;

/** Something that waits for somebody. Texts stand under `work`. */
export type WorkItem = {
  readonly kind: string;
  /** Command that does it; absent where it is done elsewhere, or nothing is to be done but wait. */
  readonly command?: string;
  readonly caseNumber: string;
  readonly title: string;
  readonly achievementId: string | null;
  readonly dealId?: string;
  readonly planId?: string;
  readonly noticeId?: string;
  readonly batchId?: string;
  readonly objectionId?: string;
  readonly slipId?: string;
  readonly payeeId?: string;
  readonly amount?: bigint;
  readonly asset?: string;
  /** How many lines or people it is about. */
  readonly count?: number;
  /** Instant since when it waits. */
  readonly since: number;
  /** Instant by which it is to be done, or at which it is over by itself. */
  readonly dueAt?: number;
  /** A role, the id of a person, `notice` or `bank`. */
  readonly waitingFor: string;
};

/** What waits for a viewer, and what the viewer waits for. */
export interface Work {
  readonly mine: readonly WorkItem[];
  readonly others: readonly WorkItem[];
}

/** Looks up the work of one office or side. `time` is that of the last block. */
export type WorkFinder = (tx: ReadTx, viewer: Signer, time: number) => Work;

/** Number and title of the case of an achievement; empty where the viewer may not see it. */
export function caseOf(tx: ReadTx, achievementId: string): Pick<WorkItem, "caseNumber" | "title" | "achievementId"> {
  const achievement = tx.table(achievements).get(achievementId);
  return { caseNumber: achievement?.number ?? "", title: achievement?.title ?? "", achievementId };
}

/** Fields of an item about a deal. */
export function ofDeal(tx: ReadTx, deal: Deal) {
  const { caseNumber } = caseOf(tx, deal.achievementId);
  return {
    caseNumber,
    title: deal.title,
    achievementId: deal.achievementId,
    dealId: deal.id,
    amount: deal.price,
    asset: deal.asset,
  } as const;
}

/** Fields of an item about a plan. */
export function ofPlan(tx: ReadTx, deal: Deal, plan: Plan) {
  return { ...ofDeal(tx, deal), planId: plan.id, amount: plan.amount, since: plan.signed.at(-1)?.at ?? 0 } as const;
}

/** The instant at which a day ends, as a field that may be absent. */
export function due(day: string | null | undefined): { readonly dueAt?: number } {
  return day === null || day === undefined ? {} : { dueAt: endOfDay(day) };
}
