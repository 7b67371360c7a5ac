import type { ReadTx } from "#kernel/table";
import type { Notice } from "#kit/notices-tables";
import type { Batch, Obligation } from "#kit/obligations-tables";
import { type Deal, deals } from "./deal-tables.ts";
import { board, priceOf } from "./notice-board.ts";
import { payments } from "./payment-book.ts";
import { awardOf } from "./plan-notice.ts";
import { lineKey, type Plan, planLines, plans } from "./plan-tables.ts";

/**
 * What lists show of things that a search has found: the rows themselves, and those that belong to a found case, achievement
 * or person. Each once; of what the viewer may see.
 */

/** Deals among what was found, and all deals of found achievements. */
export function foundDeals(tx: ReadTx, ids: readonly string[]): readonly Deal[] {
  const table = tx.table(deals);
  const found = ids.flatMap((id) => {
    const deal = table.get(id);
    return deal === undefined ? table.find({ index: "byAchievement", equals: { achievementId: id } }) : [deal];
  });
  return distinct(found, ({ id }) => id);
}

/** Plans of found cases. */
export function foundPlans(tx: ReadTx, ids: readonly string[]): readonly Plan[] {
  return foundDeals(tx, ids).flatMap(({ id }) => tx.table(plans).find({ index: "byDeal", equals: { dealId: id } }));
}

/** Notices among what was found, and all notices of found cases. */
export function foundNotices(tx: ReadTx, ids: readonly string[]): readonly Notice[] {
  const table = tx.table(board.notices);
  const named = ids.flatMap((id) => table.get(id) ?? []);
  const prices = foundDeals(tx, ids).map(priceOf);
  const awards = foundPlans(tx, ids).map(({ id }) => awardOf(id));
  const ofCases = [...prices, ...awards].flatMap((subject) => board.noticesOf(tx, subject));
  return distinct([...named, ...ofCases], ({ id }) => id);
}

/** Things that a list of money takes of a search: to each belong the lines of several plans. */
export const PAID_FOUND_MAX = 20;

/** What is owed to found people and in found cases. */
export function foundObligations(tx: ReadTx, ids: readonly string[]): readonly Obligation[] {
  const table = tx.table(payments.obligations);
  const ofPeople = ids
    .flatMap((payeeId) => tx.table(planLines).find({ index: "byPayee", equals: { payeeId } }))
    .flatMap(({ planId, payeeId }) => table.get(lineKey(planId, payeeId)) ?? []);
  return distinct([...ofCases(tx, ids), ...ofPeople], ({ id }) => id);
}

/** Batches among what was found, and those in which found people are paid or found cases are paid out. */
export function foundBatches(tx: ReadTx, ids: readonly string[]): readonly Batch[] {
  const lines = tx.table(payments.batchLines);
  const found = [
    ...ids.flatMap((payeeId) => lines.find({ index: "byPayee", equals: { payeeId } })),
    ...ofCases(tx, ids).flatMap(({ id }) => lines.find({ index: "byObligation", equals: { obligationId: id } })),
  ];
  const batchIds = new Set([...ids, ...found.map(({ batchId }) => batchId)]);
  return [...batchIds].flatMap((id) => tx.table(payments.batches).get(id) ?? []);
}

function ofCases(tx: ReadTx, ids: readonly string[]): readonly Obligation[] {
  const table = tx.table(payments.obligations);
  return foundPlans(tx, ids).flatMap(({ id }) => table.find({ index: "bySubject", equals: { subjectId: id } }));
}

function distinct<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
