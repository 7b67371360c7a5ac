import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { mergedRows, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { listFields, pageOf } from "#kit/paging";
import { achievements } from "../achievement-tables.ts";
import { type Deal, deals, poolOf, settlements } from "../deal-tables.ts";
import { foundDeals } from "../found-rows.ts";
import { plans } from "../plan-tables.ts";
import { DEAL_STATES } from "../rules.ts";
import { dealOrder, seenDeals, type WantedDeals } from "../seen-deals.ts";

/**
 * Cases that the viewer may see, the latest first unless asked otherwise, each with where it stands as far as the viewer may
 * know. `foundIds` are deals and achievements that a search has found: only their cases are then given.
 */
export const casesQuery = defineQuery({
  name: "transfer.cases",
  allow: "anyone",
  input: shape.object({
    state: shape.optional(shape.choice(DEAL_STATES)),
    ...listFields,
  }),

  run(tx, input, { viewer }) {
    const { state, order, foundIds } = input;
    const wanted = { state, reverse: order !== "oldest" };
    const sources = foundIds === undefined ? seenDeals(tx, viewer, wanted) : [found(tx, foundIds, wanted)];
    return pageOf(
      input,
      (after, limit) => mergedRows(sources, dealOrder(wanted), after, limit),
      (deal) => deal.id,
      (deal) => caseItem(tx, deal),
    );
  },
});

function found(tx: ReadTx, ids: readonly string[], wanted: WantedDeals): RowSource<Deal> {
  const { state } = wanted;
  const rows = () => foundDeals(tx, ids).filter((deal) => state === undefined || deal.state === state);
  return rowsAtHand(rows, dealOrder(wanted), (key) => tx.table(deals).get(key));
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
