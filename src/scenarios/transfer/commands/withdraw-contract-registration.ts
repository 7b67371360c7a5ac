import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { hasRelief } from "../withholding-table.ts";

/** Takes a registration back that was entered by mistake, while no tax relief rests on it. */
export const withdrawContractRegistration = defineCommand({
  name: "transfer.withdraw-contract-registration",
  allow: ["transfer-officer"],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: { ...DEAL_REJECTIONS, contract_not_registered: 409, registration_relied_on: 409 },

  run(tx, { dealId, reason }, ctx, reject) {
    const deal = ownOpenDeal(tx, dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const { registration, ...rest } = deal;
    if (registration === undefined) return reject("contract_not_registered");
    if (hasRelief(tx, dealId)) return reject("registration_relied_on");

    tx.table(deals).put(rest);
    recordAct(tx, ctx, {
      command: "transfer.withdraw-contract-registration",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId,
      reason,
    });
    return {};
  },
});
