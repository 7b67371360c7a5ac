import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { ownReceipt, settlementOf } from "../case-access.ts";
import { receipts } from "../deal-tables.ts";
import { postReceiptReversal } from "../postings.ts";
import { ENTRY_MOVES, moved, SLIP_MOVES } from "../rules.ts";
import { slipOf, slips } from "../slip-table.ts";

/**
 * Takes a receipt of money back: it was entered wrongly, or was paid back. Its slip may be matched again. What plans have distributed of it already is put
 * in by the unit, and later income gives that back before anything else is distributed.
 */
export const reverseReceipt = defineCommand({
  name: "transfer.reverse-receipt",
  allow: ["finance-officer"],
  input: shape.object({ receiptId: shape.id("receipt"), reason: shape.text(1, 200) }),
  rejections: {
    receipt_not_found: 404,
    case_of_other_unit: 403,
    receipt_of_shares: 409,
    receipt_reversed: 409,
    deal_not_open: 409,
    plan_open: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownReceipt(tx, input.receiptId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { receipt, deal } = found;
    if (receipt.asset === "shares") return reject("receipt_of_shares");
    if (receipt.state === "reversed") return reject("receipt_reversed");
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });
    if (settlementOf(tx, deal.id).openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });

    tx.table(receipts).put(moved(ENTRY_MOVES, receipt, "reversed"));
    const slip = slipOf(tx, deal.unitId, receipt.reference);
    if (slip?.state === "matched") tx.table(slips).put({ ...moved(SLIP_MOVES, slip, "unmatched"), receiptId: "" });
    postReceiptReversal(tx, ctx, deal, receipt);
    recordAct(tx, ctx, {
      command: "transfer.reverse-receipt",
      scope: "money",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: receipt.id,
      reason: input.reason,
    });
    return { advanced: settlementOf(tx, deal.id).advanced };
  },
});
