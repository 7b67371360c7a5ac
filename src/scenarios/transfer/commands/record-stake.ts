import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { HOLDER_REJECTIONS, holderProblem, settlementOf } from "../case-access.ts";
import { deals, type Receipt, receipts } from "../deal-tables.ts";
import { postReceipt } from "../postings.ts";

/**
 * The company has registered the stake that the contribution forms. Its manager and the holder of the unit's shares sign it
 * on one envelope. The shares count in fen of contributed value.
 */
export const recordStake = defineCommand({
  name: "transfer.record-stake",
  allow: ["asset-manager"],
  cosigners: [["company-manager"]],
  input: shape.object({
    dealId: shape.id("deal"),
    occurredOn: shape.day(),
    /** Number of the entry in the company's register. */
    registryReference: shape.text(1, 100),
  }),
  rejections: {
    deal_not_found: 404,
    ...HOLDER_REJECTIONS,
    day_in_future: 422,
    deal_not_open: 409,
    deal_brings_money: 409,
    stake_recorded: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = tx.table(deals).get(input.dealId);
    if (deal === undefined) return reject("deal_not_found");
    const stranger = holderProblem(deal, ctx);
    if (stranger !== undefined) return reject(stranger);
    const occurrence = occurrenceOf(input.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: input.occurredOn });
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });
    if (deal.asset === "money") return reject("deal_brings_money");
    if (settlementOf(tx, deal.id).received > 0n) return reject("stake_recorded");

    const stake: Receipt = {
      id: tx.newId("receipt"),
      dealId: deal.id,
      unitId: deal.unitId,
      asset: "shares",
      amount: deal.price,
      ...occurrence,
      reference: input.registryReference,
      state: "recorded",
      recordedAt: ctx.time,
    };
    tx.table(receipts).put(stake);
    postReceipt(tx, ctx, deal, stake);
    recordAct(tx, ctx, {
      command: "transfer.record-stake",
      scope: "money",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: stake.id,
      ...occurrence,
    });
    return { receiptId: stake.id, amount: stake.amount, isLate: stake.isLate };
  },
});
