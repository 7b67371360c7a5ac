import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { BATCH_STATES } from "#kit/obligations-tables";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { payments } from "../payment-book.ts";
import { watchesUnit } from "../visibility.ts";

/** Payment batches of the viewer's unit, the latest first. */
export const paymentBatchesQuery = defineQuery({
  name: "transfer.payment-batches",
  allow: "anyone",
  input: shape.object({ state: shape.optional(shape.choice(BATCH_STATES)), ...pageFields }),

  run(tx, input, { viewer }) {
    const table = tx.table(payments.batches);
    const unitId = viewer?.memberId ?? "";
    // Others see none of them, and need not look at each to learn it.
    if (!watchesUnit(viewer, unitId)) return { items: [] };
    const { state } = input;
    return pageOf(
      input,
      (after, limit) =>
        state === undefined
          ? table.find({ index: "byUnit", equals: { unitId }, ...startAfter(after), limit, reverse: true })
          : table.find({ index: "byState", equals: { unitId, state }, ...startAfter(after), limit, reverse: true }),
      (batch) => batch.id,
      (batch) => batch,
    );
  },
});
