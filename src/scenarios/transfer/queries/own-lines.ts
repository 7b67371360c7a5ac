import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { dealOf } from "../deal-tables.ts";
import { lineKey, planLines } from "../plan-tables.ts";

/** What the viewer gets, plan by plan: the own lines and nothing else. */
export const ownLinesQuery = defineQuery({
  name: "transfer.own-lines",
  allow: "anyone",
  input: shape.object(pageFields),

  run(tx, input, { viewer }) {
    const payeeId = viewer?.personId ?? "";
    const table = tx.table(planLines);
    return pageOf(
      input,
      (after, limit) =>
        table.find({ index: "byPayee", equals: { payeeId }, ...startAfter(after), limit, reverse: true }),
      (line) => lineKey(line.planId, line.payeeId),
      (line) => {
        const deal = dealOf(tx, line.dealId);
        return { ...line, title: deal?.title ?? null, contractNumber: deal?.contractNumber ?? null };
      },
    );
  },
});
