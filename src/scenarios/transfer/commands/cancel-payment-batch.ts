import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { BATCH_REJECTIONS, ownBatch, recordBatchAct } from "../batch-lines.ts";
import { payments } from "../payment-book.ts";

/** Finance takes a list back that was not released to the bank. Its lines are owed as before. */
export const cancelPaymentBatch = defineCommand({
  name: "transfer.cancel-payment-batch",
  allow: ["finance-officer"],
  input: shape.object({ batchId: shape.id("batch"), reason: shape.text(1, 200) }),
  rejections: { ...BATCH_REJECTIONS, batch_not_in_state: 409 },

  run(tx, { batchId, reason }, ctx, reject) {
    const batch = ownBatch(tx, batchId, ctx.actor);
    if (typeof batch === "string") return reject(batch);
    const cancelled = payments.cancelBatch(tx, batch);
    if (!cancelled.ok) return reject("batch_not_in_state", cancelled.facts);
    recordBatchAct(tx, ctx, batchId, { command: "transfer.cancel-payment-batch", reason });
    return {};
  },
});
