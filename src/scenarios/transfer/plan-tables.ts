import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";
import { ASSETS, dealOf, seesPlans } from "./deal-tables.ts";
import { LINE_STATES, PLAN_STATES } from "./rules.ts";
import { isCounterparty } from "./visibility.ts";

/** How a share was rounded, as `#kit/splitting` gives it: all that is needed to check a fen by hand. */
export const traceShape = shape.object({
  weight: shape.amount(0n),
  weightSum: shape.amount(1n),
  /** The exact entitlement to date is `entitledFen + remainder / weightSum`. */
  entitledFen: shape.amount(0n),
  remainder: shape.amount(0n),
  paidBefore: shape.amount(0n),
  wholeFen: shape.amount(0n),
  heldBackFen: shape.amount(0n),
  extraFen: shape.amount(0n),
  decidedBy: shape.choice(["none", "remainder", "weight", "id"]),
  amount: shape.amount(0n),
});
export type Trace = Infer<typeof traceShape>;

/** An act that an amount rests on: who signed which transaction when. */
const signature = shape.object({
  command: shape.text(1, 80),
  transactionId: shape.text(80, 80),
  personIds: shape.array(shape.text(1, 60), 1, 16),
  at: shape.instant(),
});
export type Signature = Infer<typeof signature>;

const classCost = shape.object({
  class: shape.text(1, 60),
  verdict: shape.choice(["deducted", "not-deductible", "class-not-listed"]),
  amount: shape.amount(1n),
});

const planRow = shape.object({
  id: shape.id("plan"),
  dealId: shape.id("deal"),
  unitId: shape.id("member"),
  asset: shape.choice(ASSETS),
  /** Number of the plan within its deal; the first is 1. */
  sequence: shape.int(1, 100_000),
  state: shape.choice(PLAN_STATES),
  /** Counts how often the split was decided: who approves names the one they saw. */
  revision: shape.int(0, 10_000),
  /** A share that unit and team agreed on instead of the rule's rate. */
  agreedRateBp: shape.nullable(shape.basisPoints()),
  /** To date, in the asset's smallest unit: what came in, what is deducted by class, and what is left as base of the rate. */
  received: shape.amount(0n),
  deducted: shape.amount(0n),
  costs: shape.array(classCost, 0, 100),
  base: shape.amount(),
  /** What this plan distributes, and what it takes for costs; the latter is negative when a cost was reversed. */
  amount: shape.amount(1n),
  recoup: shape.amount(),
  award: traceShape,
  rest: traceShape,
  /** Member that gets the rest. */
  restHolderId: shape.id("member"),
  proposedBy: shape.id("person"),
  /** Earliest day of the receipts that it gives out: from then on the time counts in which awards are to be paid. */
  receivedOn: shape.day(),
  /** Its notice that runs or has run out, and the approval that was asked for last. */
  noticeId: shape.nullable(shape.id("notice")),
  approvalId: shape.nullable(shape.id("approval")),
  /** Why it was returned for correction last. */
  returnReason: shape.nullable(shape.text(1, 200)),
  signed: shape.array(signature, 1, 10),
});
export type Plan = Infer<typeof planRow>;

/** Plans: one instalment each of what a deal brought. */
export const plans = defineTable({
  name: "transfer_plans",
  row: planRow,
  key: (plan: Plan) => plan.id,
  indexes: { byDeal: ["dealId", "sequence"], byState: ["unitId", "state"] },
  visible: (plan, viewer, tx) => seesPlans(dealOf(tx, plan.dealId), viewer, tx),
});

const lineRow = shape.object({
  planId: shape.id("plan"),
  dealId: shape.id("deal"),
  asset: shape.choice(ASSETS),
  /** Person, or the member that gets the rest. */
  payeeId: shape.text(1, 60),
  kind: shape.choice(["award", "rest"]),
  state: shape.choice(LINE_STATES),
  /** Number of the split that it belongs to, and the notice in which it stands; 0 and null while there is none. */
  revision: shape.int(0, 10_000),
  noticeId: shape.nullable(shape.id("notice")),
  /** What the amount is a share of, to date. */
  base: shape.amount(0n),
  /** Rule of the pack that made the base; the share within the team is its leader's decision. */
  rule: shape.object({
    packId: shape.text(1, 60),
    packVersion: shape.int(1, 1_000_000),
    ruleId: shape.text(1, 60),
    agreedRateBp: shape.nullable(shape.basisPoints()),
  }),
  trace: traceShape,
  amount: shape.amount(0n),
  /** Part of it that is withheld for the tax office; the bank pays the rest. */
  withheld: shape.amount(0n),
  /** Id of the transaction by which the payee confirmed it. */
  confirmedBy: shape.nullable(shape.text(80, 80)),
  /** Approval by which it is owed. */
  approvalId: shape.nullable(shape.id("approval")),
  signed: shape.array(signature, 1, 20),
  /** Day and reference of the bank's result or of the register, once there is one. */
  closedOn: shape.nullable(shape.day()),
  isLate: shape.bool(),
  reference: shape.nullable(shape.text(1, 100)),
});
export type Line = Infer<typeof lineRow>;

/** One row a payee, so that a payee sees and can prove its own line and nothing else of the plan. */
export const planLines = defineTable({
  name: "transfer_plan_lines",
  row: lineRow,
  key: (line: Line) => lineKey(line.planId, line.payeeId),
  indexes: { byPlan: ["planId"], byDeal: ["dealId"], byPayee: ["payeeId"], byPayeeState: ["payeeId", "state"] },
  visible: (line, viewer, tx) => {
    if (viewer?.personId === line.payeeId) return true;
    const deal = dealOf(tx, line.dealId);
    // A company enters the shareholders in its register, so it sees who gets which shares; it never sees cash.
    if (deal?.asset === "shares" && isCounterparty(viewer, deal.counterpartyId)) return true;
    return seesPlans(deal, viewer, tx);
  },
});

/** Key of a line. */
export function lineKey(planId: string, payeeId: string): string {
  return `${planId}/${payeeId}`;
}

const payeeRow = shape.object({
  dealId: shape.id("deal"),
  personId: shape.id("person"),
  asset: shape.choice(ASSETS),
  /** What approved plans gave this person, and what of it is paid. */
  allotted: shape.amount(0n),
  paid: shape.amount(0n),
  /** Part of `allotted` that an objection holds back, and part of `paid` that was withheld. */
  frozen: shape.amount(0n),
  withheld: shape.amount(0n),
});
export type Payee = Infer<typeof payeeRow>;

/** Totals of a person in a deal to date. */
export const payees = defineTable({
  name: "transfer_payees",
  row: payeeRow,
  key: (row: Payee) => payeeKey(row.dealId, row.personId),
  indexes: { byDeal: ["dealId"] },
  visible: (row, viewer, tx) => viewer?.personId === row.personId || seesPlans(dealOf(tx, row.dealId), viewer, tx),
});

/** Key of a person's totals. */
export function payeeKey(dealId: string, personId: string): string {
  return `${dealId}/${personId}`;
}
