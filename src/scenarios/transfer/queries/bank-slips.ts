import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { listFields, pageOf, startAfter } from "#kit/paging";
import { SLIP_STATES } from "../rules.ts";
import { type Slip, slips } from "../slip-table.ts";
import { watchesUnit } from "../visibility.ts";

/**
 * Imported slips of the viewer's unit by the day on which the bank booked them, the latest first unless asked otherwise.
 * `foundIds` are slips that a search has found.
 */
export const bankSlipsQuery = defineQuery({
  name: "transfer.bank-slips",
  allow: "anyone",
  input: shape.object({ state: shape.optional(shape.choice(SLIP_STATES)), ...listFields }),

  run(tx, input, { viewer }) {
    const unitId = viewer?.memberId ?? "";
    // Others see none of them, and need not look at each to learn it.
    if (!watchesUnit(viewer, unitId)) return { items: [] };
    const { state, foundIds } = input;
    const table = tx.table(slips);
    const reverse = input.order !== "oldest";
    const order: RowOrder<Slip> = { columnOf: ({ occurredOn }) => occurredOn, keyOf: ({ id }) => id, reverse };
    const found = (ids: readonly string[]) =>
      [...new Set(ids)]
        .flatMap((id) => table.get(id) ?? [])
        .filter((slip) => slip.unitId === unitId && (state === undefined || slip.state === state));
    const all: RowSource<Slip> = (after, limit) => {
      const page = { ...startAfter(after), limit, reverse };
      return state === undefined
        ? table.find({ index: "byDay", equals: { unitId }, ...page })
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
      (slip) => slip.id,
      (slip) => slip,
    );
  },
});
