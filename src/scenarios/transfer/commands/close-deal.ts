import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { countedCosts, DEAL_REJECTIONS, ownOpenDeal, settlementOf } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { planFigures } from "../planning.ts";
import { postClosing } from "../postings.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/** Closes a case in which everything came in, everything is distributed and everyone is paid. */
export const closeDeal = defineCommand({
  name: "transfer.close-deal",
  allow: ["transfer-officer"],
  input: shape.object({ dealId: shape.id("deal") }),
  rejections: {
    ...DEAL_REJECTIONS,
    price_outstanding: 409,
    plan_open: 409,
    income_undistributed: 409,
    lines_open: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const totals = settlementOf(tx, deal.id);
    const outstanding = deal.price - totals.received;
    if (outstanding > 0n) return reject("price_outstanding", { outstanding: yuanText(outstanding) });
    if (totals.openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });
    const { pools } = planFigures(deal, totals, countedCosts(tx, deal.id), null);
    if (pools.amount > 0n) return reject("income_undistributed", { left: yuanText(pools.amount) });
    if (totals.openLineCount > 0) return reject("lines_open", { count: totals.openLineCount });

    postClosing(tx, ctx, deal);
    tx.table(deals).put(moved(DEAL_MOVES, deal, "closed"));
    recordAct(tx, ctx, {
      command: "transfer.close-deal",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId: deal.id,
    });
    return {};
  },
});
