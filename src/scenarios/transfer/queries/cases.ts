import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { achievements } from "../achievement-tables.ts";
import { type Deal, deals, poolOf, settlements } from "../deal-tables.ts";
import { plans } from "../plan-tables.ts";
import { DEAL_STATES } from "../rules.ts";

/** Cases that the viewer may see, the latest first, each with where it stands as far as the viewer may know. */
export const casesQuery = defineQuery({
  name: "transfer.cases",
  allow: "anyone",
  input: shape.object({ state: shape.optional(shape.choice(DEAL_STATES)), ...pageFields }),

  run(tx, input) {
    const { state } = input;
    const table = tx.table(deals);
    return pageOf(
      input,
      (after, limit) =>
        state === undefined
          ? table.find({ index: "byProposal", ...startAfter(after), limit, reverse: true })
          : table.find({ index: "byState", equals: { state }, ...startAfter(after), limit, reverse: true }),
      (deal) => deal.id,
      (deal) => caseItem(tx, deal),
    );
  },
});

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
