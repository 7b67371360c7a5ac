import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { isActing } from "#kit/deputies";
import { approvals } from "../approval-book.ts";
import { unitHeads } from "../unit-heads.ts";

const ROWS = 1_000;

/** Deputies that are named in the viewer's unit, and its heads, who get no shares. */
export const approversQuery = defineQuery({
  name: "transfer.approvers",
  allow: "anyone",
  input: shape.object({}),

  run(tx, _, { viewer, time }) {
    const unitId = viewer?.memberId ?? "";
    const named = tx
      .table(approvals.deputies)
      .list(undefined, ROWS)
      .filter((deputy) => deputy.unitId === unitId && deputy.state === "named");
    return {
      deputies: named.map((deputy) => ({ ...deputy, isActing: isActing(deputy, time) })),
      heads: tx.table(unitHeads).find({ index: "byUnit", equals: { unitId } }),
    };
  },
});
