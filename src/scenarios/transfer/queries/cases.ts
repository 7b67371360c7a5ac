import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { mergedRows } from "#kit/merged-rows";
import { pageFields, pageOf } from "#kit/paging";
import { achievements } from "../achievement-tables.ts";
import { type Deal, deals, poolOf, settlements } from "../deal-tables.ts";
import { plans } from "../plan-tables.ts";
import { DEAL_STATES } from "../rules.ts";
import { dealOrder, seenDeals } from "../seen-deals.ts";

const FOUND_MAX = 100;

/**
 * Cases that the viewer may see, the latest first unless asked otherwise, each with where it stands as far as the viewer may
 * know. `foundIds` are deals and achievements that a search has found: only their cases are then given, on one page.
 */
export const casesQuery = defineQuery({
  name: "transfer.cases",
  allow: "anyone",
  input: shape.object({
    state: shape.optional(shape.choice(DEAL_STATES)),
    order: shape.optional(shape.choice(["newest", "oldest"])),
    foundIds: shape.optional(shape.array(shape.text(1, 60), 0, FOUND_MAX)),
    ...pageFields,
  }),

  run(tx, input, { viewer }) {
    const { state, order, foundIds } = input;
    if (foundIds !== undefined) return foundCases(tx, foundIds, state);
    const wanted = { state, reverse: order !== "oldest" };
    const sources = seenDeals(tx, viewer, wanted);
    return pageOf(
      input,
      (after, limit) => mergedRows(sources, dealOrder(wanted), after, limit),
      (deal) => deal.id,
      (deal) => caseItem(tx, deal),
    );
  },
});

function foundCases(tx: ReadTx, foundIds: readonly string[], state: Deal["state"] | undefined) {
  const table = tx.table(deals);
  const found = foundIds.flatMap((id) => {
    const deal = table.get(id);
    return deal === undefined ? table.find({ index: "byAchievement", equals: { achievementId: id } }) : [deal];
  });
  const distinct = new Map(found.map((deal) => [deal.id, deal]));
  const wanted = [...distinct.values()].filter((deal) => state === undefined || deal.state === state);
  return { items: wanted.slice(0, FOUND_MAX).map((deal) => caseItem(tx, deal)) };
}

function caseItem(tx: ReadTx, deal: Deal) {
  const { id, achievementId, title, contractNumber, counterpartyId, route, asset, price, state } = deal;
  const { proposedAt, signedOn, isLate } = deal;
  const totals = tx.table(settlements).get(id);
  const openPlan = typeof totals?.openPlanId === "string" ? tx.table(plans).get(totals.openPlanId) : undefined;
  return {
    id,
    achievementId,
    number: tx.table(achievements).get(achievementId)?.number,
    title,
    contractNumber,
    counterpartyId,
    route,
    asset,
    price,
    state,
    proposedAt,
    signedOn,
    isLate,
    received: totals?.received,
    awarded: totals?.awarded,
    retained: totals?.retained,
    pool: totals === undefined ? undefined : poolOf(totals),
    openPlanState: openPlan?.state,
    openLineCount: totals?.openLineCount,
  };
}
