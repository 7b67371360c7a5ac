import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal, settlementOf } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/** Both sides call a contract off on one envelope, as long as nothing has come in for it. */
export const voidDeal = defineCommand({
  name: "transfer.void-deal",
  allow: ["transfer-officer"],
  cosigners: [["company-manager"]],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: { ...DEAL_REJECTIONS, case_of_other_company: 403, deal_has_receipts: 409 },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    if (ctx.signers[1]?.memberId !== deal.counterpartyId) return reject("case_of_other_company");
    const { received } = settlementOf(tx, deal.id);
    if (received > 0n) return reject("deal_has_receipts", { received: yuanText(received) });

    tx.table(deals).put(moved(DEAL_MOVES, deal, "void"));
    recordAct(tx, ctx, {
      command: "transfer.void-deal",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId: deal.id,
      reason: input.reason,
    });
    return {};
  },
});
