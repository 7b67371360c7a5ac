import { type Infer, shape } from "#kernel/shape";
import { defineTable, type Tx } from "#kernel/table";
import type { Deal } from "./deal-tables.ts";
import { type Line, lineKey } from "./plan-tables.ts";
import { isOffice } from "./visibility.ts";

const filingRow = shape.object({
  planId: shape.id("plan"),
  dealId: shape.id("deal"),
  unitId: shape.id("member"),
  payeeId: shape.text(1, 60),
  gross: shape.amount(1n),
  /** Last day for filing it with the tax office. */
  dueOn: shape.day(),
});
export type Filing = Infer<typeof filingRow>;

/**
 * Awards that were paid with the relief and are to be filed with the tax office, one row a line
 * ([State Taxation Administration Announcement 2018 No. 30] by the 15th of the month after the payment). Whether it was filed the
 * ledger does not learn.
 */
export const filings = defineTable({
  name: "transfer_filings",
  row: filingRow,
  key: (row: Filing) => lineKey(row.planId, row.payeeId),
  indexes: { byDue: ["unitId", "dueOn"] },
  visible: (row, viewer) => isOffice(viewer, row.unitId),
});

/** Enters that the payment of a line is to be filed by a day. */
export function openFiling(tx: Tx, { unitId }: Deal, { planId, dealId, payeeId, amount }: Line, dueOn: string): void {
  tx.table(filings).put({ planId, dealId, unitId, payeeId, gross: amount, dueOn });
}

/** A payment that was reversed is not filed. */
export function dropFiling(tx: Tx, { planId, payeeId }: Line): void {
  tx.table(filings).delete(lineKey(planId, payeeId));
}
