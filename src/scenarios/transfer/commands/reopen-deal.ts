import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { ownDeal } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/** Opens a closed case again, to correct what was found afterwards. */
export const reopenDeal = defineCommand({
  name: "transfer.reopen-deal",
  allow: ["transfer-officer", "leadership"],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: { deal_not_found: 404, case_of_other_unit: 403, deal_not_closed: 409 },

  run(tx, input, ctx, reject) {
    const deal = ownDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    if (deal.state !== "closed") return reject("deal_not_closed", { state: deal.state });

    tx.table(deals).put(moved(DEAL_MOVES, deal, "signed"));
    recordAct(tx, ctx, {
      command: "transfer.reopen-deal",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId: deal.id,
      reason: input.reason,
    });
    return {};
  },
});
