import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal } from "../case-access.ts";
import { type Cost, costs } from "../deal-tables.ts";
import { netIncomeOfDeal } from "../planning.ts";
import { AMOUNT_MAX } from "../rules.ts";

/**
 * Records what the unit spent on a deal. Whether it lowers the net income is for the frozen rule pack to say, by its class;
 * what the pack does not list is kept and not deducted. It counts from the next plan on.
 */
export const recordCost = defineCommand({
  name: "transfer.record-cost",
  allow: ["finance-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    /** Cost class of the rule pack, such as `deal-taxes`. */
    class: shape.text(1, 60),
    amount: shape.amount(1n, AMOUNT_MAX),
    occurredOn: shape.day(),
    voucher: shape.text(1, 100),
  }),
  rejections: { ...DEAL_REJECTIONS, day_in_future: 422, deal_gives_shares: 409 },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const occurrence = occurrenceOf(input.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: input.occurredOn });
    if (deal.asset === "shares") return reject("deal_gives_shares");

    const cost: Cost = {
      ...input,
      ...occurrence,
      id: tx.newId("cost"),
      state: "recorded",
      recordedAt: ctx.time,
    };
    tx.table(costs).put(cost);
    recordAct(tx, ctx, {
      command: "transfer.record-cost",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: cost.id,
      ...occurrence,
    });
    const [line] = netIncomeOfDeal(deal, 0n, [cost]).lines;
    return { costId: cost.id, isLate: cost.isLate, verdict: line?.verdict };
  },
});
