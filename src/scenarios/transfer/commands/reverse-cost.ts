import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { ownCost } from "../case-access.ts";
import { costs } from "../deal-tables.ts";
import { ENTRY_MOVES, moved } from "../rules.ts";

/** Takes a cost back. If a plan has deducted it, the next plan distributes what it took. */
export const reverseCost = defineCommand({
  name: "transfer.reverse-cost",
  allow: ["finance-officer"],
  input: shape.object({ costId: shape.id("cost"), reason: shape.text(1, 200) }),
  rejections: { cost_not_found: 404, case_of_other_unit: 403, cost_reversed: 409, deal_not_open: 409 },

  run(tx, input, ctx, reject) {
    const found = ownCost(tx, input.costId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { cost, deal } = found;
    if (cost.state === "reversed") return reject("cost_reversed");
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });

    tx.table(costs).put(moved(ENTRY_MOVES, cost, "reversed"));
    recordAct(tx, ctx, {
      command: "transfer.reverse-cost",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: cost.id,
      reason: input.reason,
    });
    return {};
  },
});
