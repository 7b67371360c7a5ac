import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal, settlementOf } from "../case-access.ts";
import { type Receipt, receipts } from "../deal-tables.ts";
import { postReceipt } from "../postings.ts";
import { AMOUNT_MAX, moved, SLIP_MOVES } from "../rules.ts";
import { slipOf, slips } from "../slip-table.ts";

/**
 * Finance confirms money against a slip of the bank: its number and its amount. The day is the bank's; entered on a later
 * day it is marked 补录. A slip counts once; a receipt that is reversed gives it back.
 */
export const recordReceipt = defineCommand({
  name: "transfer.record-receipt",
  allow: ["finance-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    amount: shape.amount(1n, AMOUNT_MAX),
    /** Number of the imported slip. */
    bankReference: shape.text(1, 100),
  }),
  rejections: {
    ...DEAL_REJECTIONS,
    deal_gives_shares: 409,
    slip_not_found: 404,
    slip_amount_differs: 422,
    slip_not_unmatched: 409,
    receipt_over_price: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    if (deal.asset === "shares") return reject("deal_gives_shares");
    const slip = slipOf(tx, deal.unitId, input.bankReference);
    const occurrence = slip === undefined ? undefined : occurrenceOf(slip.occurredOn, ctx.time);
    if (slip === undefined || occurrence === undefined) {
      return reject("slip_not_found", { reference: input.bankReference });
    }
    if (slip.amount !== input.amount) return reject("slip_amount_differs", { amount: yuanText(slip.amount) });
    if (slip.state !== "unmatched") return reject("slip_not_unmatched", { state: slip.state });
    const outstanding = deal.price - settlementOf(tx, deal.id).received;
    if (input.amount > outstanding) return reject("receipt_over_price", { outstanding: yuanText(outstanding) });

    const receipt: Receipt = {
      id: tx.newId("receipt"),
      dealId: deal.id,
      unitId: deal.unitId,
      asset: "money",
      amount: input.amount,
      ...occurrence,
      reference: input.bankReference,
      state: "recorded",
      recordedAt: ctx.time,
    };
    tx.table(receipts).put(receipt);
    tx.table(slips).put({ ...moved(SLIP_MOVES, slip, "matched"), receiptId: receipt.id });
    postReceipt(tx, ctx, deal, receipt);
    recordAct(tx, ctx, {
      command: "transfer.record-receipt",
      scope: "money",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: receipt.id,
      ...occurrence,
    });
    return { receiptId: receipt.id, isLate: receipt.isLate };
  },
});
