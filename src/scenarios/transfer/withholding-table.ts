import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";
import { dealOf, seesPlans } from "./deal-tables.ts";
import { lineKey } from "./plan-tables.ts";

/** How an award is taxed: at the reduced part by a relief, whole, or not at all here. */
export const TAX_BASES = ["relief", "full", "none"] as const;

const withholdingRow = shape.object({
  planId: shape.id("plan"),
  dealId: shape.id("deal"),
  payeeId: shape.id("person"),
  basis: shape.choice(TAX_BASES),
  gross: shape.amount(1n),
  /** Part of the award that counts as wage of the month in which it is paid. */
  taxable: shape.amount(0n),
  /** What the payroll office computed and the unit withholds. */
  tax: shape.amount(0n),
  /** Rule of the relief; null without one. */
  rule: shape.nullable(
    shape.object({ packId: shape.text(1, 60), packVersion: shape.int(1, 1_000_000), ruleId: shape.text(1, 60) }),
  ),
  /** Last day of payment for the relief, counted from the receipt of the money; null without one. */
  windowEndsOn: shape.nullable(shape.day()),
  /** Day by which it is to be filed with the tax office, once it is paid. */
  filingDueOn: shape.nullable(shape.day()),
  transactionId: shape.text(80, 80),
  recordedAt: shape.instant(),
});
export type Withholding = Infer<typeof withholdingRow>;

/** Tax withheld from awards, one row a line of a plan. */
export const withholdings = defineTable({
  name: "transfer_withholdings",
  row: withholdingRow,
  key: (row: Withholding) => lineKey(row.planId, row.payeeId),
  indexes: { byDeal: ["dealId"] },
  visible: (row, viewer, tx) => viewer?.personId === row.payeeId || seesPlans(dealOf(tx, row.dealId), viewer, tx),
});

/** Whether any award of a deal is taxed by a relief. */
export function hasRelief(tx: ReadTx, dealId: string): boolean {
  return tx
    .table(withholdings)
    .find({ index: "byDeal", equals: { dealId } })
    .some(({ basis }) => basis === "relief");
}
