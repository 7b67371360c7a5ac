import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { signatureOf, withSignature } from "../acts.ts";
import { BATCH_REJECTIONS, lineOfObligation, ownBatch, recordBatchAct } from "../batch-lines.ts";
import { payments } from "../payment-book.ts";
import { planLines } from "../plan-tables.ts";
import { LINE_MOVES, moved } from "../rules.ts";

/**
 * Releases a list to the bank: somebody else than drew it up, who names the hash of the list that goes out. From then on only
 * the bank's answer closes it.
 */
export const instructPaymentBatch = defineCommand({
  name: "transfer.instruct-payment-batch",
  allow: ["finance-officer", "leadership"],
  input: shape.object({
    batchId: shape.id("batch"),
    /** SHA-256 of the exported list. */
    listHash: shape.hash(),
  }),
  rejections: {
    ...BATCH_REJECTIONS,
    releaser_is_creator: 403,
    batch_not_in_state: 409,
    list_hash_differs: 409,
  },

  run(tx, { batchId, listHash }, ctx, reject) {
    const batch = ownBatch(tx, batchId, ctx.actor);
    if (typeof batch === "string") return reject(batch);
    const released = payments.instructBatch(tx, ctx, batch, listHash);
    if (!released.ok) {
      const { problem, facts } = released;
      if (problem === "releaser_is_creator" || problem === "list_hash_differs") return reject(problem);
      return reject("batch_not_in_state", facts);
    }

    const signature = signatureOf(ctx, "transfer.instruct-payment-batch");
    for (const { obligationId } of payments.linesOf(tx, batchId)) {
      const line = lineOfObligation(tx, payments.require(tx, obligationId))?.line;
      if (line === undefined) continue;
      const signed = withSignature(line.signed, signature);
      tx.table(planLines).put({ ...moved(LINE_MOVES, line, "instructed"), signed });
    }
    recordBatchAct(tx, ctx, batchId, { command: "transfer.instruct-payment-batch" });
    return { count: batch.count, net: batch.net };
  },
});
