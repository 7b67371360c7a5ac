import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { netIncomeOf } from "#kit/award-pools";
import type { RulePack } from "#kit/rule-pack";
import { countedCosts } from "../case-access.ts";
import { comparePacks } from "../comparison.ts";
import { deals, settlements } from "../deal-tables.ts";
import { caseOf, frozenPack, netIncomeOfDeal } from "../planning.ts";

/**
 * What each pack frozen on a case would give of what came in so far, with the costs that this pack deducts. Writes nothing.
 * `packs` is empty where the viewer may not see the totals.
 */
export const caseComparisonQuery = defineQuery({
  name: "transfer.case-comparison",
  allow: "anyone",
  input: shape.object({ dealId: shape.id("deal") }),

  run(tx, { dealId }) {
    const deal = tx.table(deals).get(dealId);
    const totals = tx.table(settlements).get(dealId);
    if (deal === undefined || totals === undefined) return { packs: [] };
    const counted = countedCosts(tx, dealId);
    const baseOf = (pack: RulePack): bigint => {
      if (deal.asset === "shares") return totals.received;
      // A pack without a definition of net income leaves that of the case in place.
      const own = pack.netIncome === undefined ? undefined : netIncomeOf(pack, totals.received, counted);
      return (own ?? netIncomeOfDeal(deal, totals.received, counted)).net;
    };
    return { packs: comparePacks(deal.packs.map(frozenPack), caseOf(deal), baseOf) };
  },
});
