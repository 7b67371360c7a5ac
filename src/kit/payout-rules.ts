import { type Infer, shape } from "#kernel/shape";
import { chainStepsShape } from "./approval-chain.ts";

/** What packs say about the way to payment, beside rates and notices: who approves, who gets no shares, what is withheld. */

const bilingual = shape.object({ zh: shape.text(1, 2_000), en: shape.text(1, 2_000) });
const evidence = shape.choice(["rule-text", "press", "unverified"]);
const bindingOn = shape.choice(["every-unit", "state-founded", "this-unit"]);
const cited = {
  id: shape.text(1, 60),
  article: bilingual,
  /** The document, where it is another than the pack's. */
  document: shape.optional(bilingual),
  bindingOn,
  evidence,
  note: bilingual,
};

/** Who approves a plan, by its amount and by the largest single award. */
export const approvalRuleShape = shape.object({
  ...cited,
  force: shape.choice(["mandatory", "customary", "unit-rule"]),
  steps: chainStepsShape,
  assumption: shape.optional(bilingual),
});
export type ApprovalRule = Infer<typeof approvalRuleShape>;

/** Who may be given cash and no shares: the head of a legal person. */
export const equityLimitShape = shape.object({
  ...cited,
  who: shape.choice(["unit-head"]),
  force: shape.choice(["mandatory", "customary", "unit-rule"]),
});
export type EquityLimit = Infer<typeof equityLimitShape>;

/** A step of a table of rates with its quick deduction; the last one has no upper end. In fen. */
const taxTier = shape.object({
  upTo: shape.optional(shape.amount(1n)),
  rateBp: shape.basisPoints(),
  quickDeduction: shape.amount(0n),
});

/** Relief on the income tax that is withheld from a cash award. */
export const taxReliefShape = shape.object({
  ...cited,
  routes: shape.array(shape.choice(["transfer", "licence"]), 1, 2),
  /** First day on which a payment has it, where that is later than the pack's. */
  effectiveOn: shape.optional(shape.day()),
  /** The part of the award that counts as wage of the month. */
  includedBp: shape.basisPoints(),
  /** Months from the receipt of the money in which the award is paid. */
  windowMonths: shape.int(1, 120),
  /** Day of the month after the payment by which it is filed. */
  filingDay: shape.int(1, 28),
  /** Rates for an estimate of this one payment by itself. */
  table: shape.array(taxTier, 1, 20),
  tableDocument: bilingual,
});
export type TaxRelief = Infer<typeof taxReliefShape>;

/**
 * Tax on an amount by the table of a relief, as if there were no other income in the year and nothing to deduct. An estimate:
 * what is withheld is for the payroll office to compute. Whole fen, rounded down.
 */
export function estimatedTax({ table }: TaxRelief, taxable: bigint): bigint {
  const tier = table.find(({ upTo }) => upTo === undefined || taxable <= upTo) ?? table[table.length - 1];
  if (tier === undefined) return 0n;
  const tax = (taxable * BigInt(tier.rateBp)) / 10_000n - tier.quickDeduction;
  return tax > 0n ? tax : 0n;
}

/** The part of an award that counts as wage of the month; half a fen counts as one. */
export function taxablePart({ includedBp }: TaxRelief, award: bigint): bigint {
  return (award * BigInt(includedBp) + 5_000n) / 10_000n;
}
