import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal, settlementOf } from "../case-access.ts";
import { type Receipt, receipts } from "../deal-tables.ts";
import { postReceipt } from "../postings.ts";
import { AMOUNT_MAX } from "../rules.ts";

/** Finance confirms money that the bank has booked. The day is the bank's; entered on a later day it is marked 补录. */
export const recordReceipt = defineCommand({
  name: "transfer.record-receipt",
  allow: ["finance-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    amount: shape.amount(1n, AMOUNT_MAX),
    occurredOn: shape.day(),
    /** Number of the bank's slip: the same slip is not counted twice. */
    bankReference: shape.text(1, 100),
  }),
  rejections: {
    ...DEAL_REJECTIONS,
    day_in_future: 422,
    deal_gives_shares: 409,
    receipt_over_price: 409,
    bank_reference_taken: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const occurrence = occurrenceOf(input.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: input.occurredOn });
    if (deal.asset === "shares") return reject("deal_gives_shares");
    const outstanding = deal.price - settlementOf(tx, deal.id).received;
    if (input.amount > outstanding) return reject("receipt_over_price", { outstanding: yuanText(outstanding) });
    if (isSlipKnown(tx, deal.unitId, input.bankReference)) return reject("bank_reference_taken");

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

/** A reversed receipt gives its slip back, to be recorded as it should have been. */
function isSlipKnown(tx: Tx, unitId: string, reference: string): boolean {
  const sameSlip = tx.table(receipts).find({ index: "byReference", equals: { unitId, reference } });
  return sameSlip.some(({ state }) => state === "recorded");
}
