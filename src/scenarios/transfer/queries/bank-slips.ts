import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { SLIP_STATES } from "../rules.ts";
import { slips } from "../slip-table.ts";
import { watchesUnit } from "../visibility.ts";

/** Imported slips of the viewer's unit in a state, the latest first. */
export const bankSlipsQuery = defineQuery({
  name: "transfer.bank-slips",
  allow: "anyone",
  input: shape.object({ state: shape.choice(SLIP_STATES), ...pageFields }),

  run(tx, input, { viewer }) {
    const unitId = viewer?.memberId ?? "";
    // Others see none of them, and need not look at each to learn it.
    if (!watchesUnit(viewer, unitId)) return { items: [] };
    const equals = { unitId, state: input.state };
    return pageOf(
      input,
      (after, limit) => tx.table(slips).find({ index: "byState", equals, ...startAfter(after), limit, reverse: true }),
      (slip) => slip.id,
      (slip) => slip,
    );
  },
});
