import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { BATCH_STATES, type Batch } from "#kit/obligations-tables";
import { foundIdsUpTo, listFields, pageOf, startAfter } from "#kit/paging";
import { foundBatches, PAID_FOUND_MAX } from "../found-rows.ts";
import { payments } from "../payment-book.ts";
import { watchesUnit } from "../visibility.ts";

/**
 * Payment batches of the viewer's unit, the latest first unless asked otherwise. `foundIds` are batches that a search has
 * found, and deals, achievements and people that are paid in them.
 */
export const paymentBatchesQuery = defineQuery({
  name: "transfer.payment-batches",
  allow: "anyone",
  input: shape.object({
    state: shape.optional(shape.choice(BATCH_STATES)),
    ...listFields,
    foundIds: foundIdsUpTo(PAID_FOUND_MAX),
  }),

  run(tx, input, { viewer }) {
    const table = tx.table(payments.batches);
    const unitId = viewer?.memberId ?? "";
    // Others see none of them, and need not look at each to learn it.
    if (!watchesUnit(viewer, unitId)) return { items: [] };
    const { state, foundIds } = input;
    const reverse = input.order !== "oldest";
    const order: RowOrder<Batch> = { columnOf: ({ createdAt }) => createdAt, keyOf: ({ id }) => id, reverse };
    const found = (ids: readonly string[]) =>
      foundBatches(tx, ids).filter((row) => row.unitId === unitId && (state === undefined || row.state === state));
    const all: RowSource<Batch> = (after, limit) => {
      const page = { ...startAfter(after), limit, reverse };
      return state === undefined
        ? table.find({ index: "byUnit", equals: { unitId }, ...page })
        : table.find({ index: "byState", equals: { unitId, state }, ...page });
    };
    const source =
      foundIds === undefined
        ? all
        : rowsAtHand(
            () => found(foundIds),
            order,
            (key) => table.get(key),
          );
    return pageOf(
      input,
      (after, limit) => mergedRows([source], order, after, limit),
      (batch) => batch.id,
      (batch) => batch,
    );
  },
});
