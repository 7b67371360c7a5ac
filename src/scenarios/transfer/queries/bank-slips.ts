import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { SLIP_STATES } from "../rules.ts";
import { slips } from "../slip-table.ts";

/** Imported slips of the viewer's unit in a state, the latest first. */
export const bankSlipsQuery = defineQuery({
  name: "transfer.bank-slips",
  allow: "anyone",
  input: shape.object({ state: shape.choice(SLIP_STATES), ...pageFields }),

  run(tx, input, { viewer }) {
    const equals = { unitId: viewer?.memberId ?? "", state: input.state };
    return pageOf(
      input,
      (after, limit) => tx.table(slips).find({ index: "byState", equals, ...startAfter(after), limit, reverse: true }),
      (slip) => slip.id,
      (slip) => slip,
    );
  },
});
