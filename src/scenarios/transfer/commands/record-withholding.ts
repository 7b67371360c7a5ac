import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { type Infer, shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { taxablePart } from "#kit/payout-rules";
import { recordAct } from "../acts.ts";
import { isInterested, lineOf, ownPlan, PLAN_REJECTIONS, type PlanInCase } from "../case-access.ts";
import { payments } from "../payment-book.ts";
import { type Line, lineKey, planLines } from "../plan-tables.ts";
import { AMOUNT_MAX, isOpenLine } from "../rules.ts";
import { taxReliefOf, windowEnd } from "../tax-relief.ts";
import { TAX_BASES, type Withholding, withholdings } from "../withholding-table.ts";

const entry = shape.object({
  personId: shape.id("person"),
  basis: shape.choice(TAX_BASES),
  /** What the payroll office computed, in fen. */
  tax: shape.amount(0n, AMOUNT_MAX),
});
type Entry = Infer<typeof entry>;

/**
 * Finance enters what is withheld from awards and on which basis (代扣): by the relief on cash awards, which counts half of
 * the award and wants a registered contract and payment within 36 months of the receipt, or without it. All lines, or none
 * and the first that is wrong. Entered again it is corrected, until a list for the bank holds the line.
 */
export const recordWithholding = defineCommand({
  name: "transfer.record-withholding",
  allow: ["finance-officer"],
  input: shape.object({ planId: shape.id("plan"), lines: shape.array(entry, 1, 200) }),
  rejections: {
    ...PLAN_REJECTIONS,
    payer_is_contributor: 403,
    line_not_found: 404,
    payee_repeated: 422,
    tax_over_award: 422,
    tax_without_basis: 422,
    line_not_payable: 409,
    relief_not_known: 409,
    contract_not_registered: 409,
    relief_window_over: 409,
  },

  run(tx, { planId, lines }, ctx, reject) {
    const found = ownPlan(tx, planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    if (isInterested(tx, found.deal.achievementId, ctx.actor)) return reject("payer_is_contributor");
    if (new Set(lines.map(({ personId }) => personId)).size < lines.length) return reject("payee_repeated");
    const today = shanghaiDay(ctx.time);
    for (const given of lines) {
      const line = lineOf(tx, planId, given.personId);
      const obligation = tx.table(payments.obligations).get(lineKey(planId, given.personId));
      if (line === undefined || line.asset === "shares") return reject("line_not_found", { payee: given.personId });
      if (given.tax > line.amount) {
        return reject("tax_over_award", { payee: given.personId, award: yuanText(line.amount) });
      }
      if (given.basis === "none" && given.tax > 0n) return reject("tax_without_basis", { payee: given.personId });
      if (!isOpenLine(line.state) || obligation?.state === "batched") {
        return reject("line_not_payable", { payee: given.personId, state: line.state });
      }
      const problem = given.basis === "relief" ? reliefProblem(found, today) : undefined;
      if (problem !== undefined) return reject(...problem);
      const withheld = payments.withhold(tx, lineKey(planId, given.personId), given.tax);
      if (!withheld.ok) return reject("line_not_payable", { payee: given.personId, state: line.state });
      tx.table(planLines).put({ ...line, withheld: given.tax });
      tx.table(withholdings).put({ ...rowOf(found, line, given, today), transactionId: ctx.id, recordedAt: ctx.time });
    }
    recordAct(tx, ctx, {
      command: "transfer.record-withholding",
      scope: "plan",
      achievementId: found.deal.achievementId,
      dealId: found.deal.id,
      subjectId: planId,
    });
    return { count: lines.length };
  },
});

function reliefProblem(
  { plan, deal }: PlanInCase,
  today: string,
):
  | readonly [
      code: "relief_not_known" | "contract_not_registered" | "relief_window_over",
      facts: Readonly<Record<string, string>>,
    ]
  | undefined {
  const relief = taxReliefOf(deal, today);
  if (relief === undefined) return ["relief_not_known", { route: deal.route }];
  if (deal.registration === undefined) return ["contract_not_registered", { contract: deal.contractNumber }];
  const last = windowEnd(relief.said, plan);
  return today > last ? ["relief_window_over", { last }] : undefined;
}

function rowOf(
  { plan, deal }: PlanInCase,
  line: Line,
  { personId, basis, tax }: Entry,
  today: string,
): Omit<Withholding, "transactionId" | "recordedAt"> {
  const relief = basis === "relief" ? taxReliefOf(deal, today) : undefined;
  const taxable = basis === "none" ? 0n : relief === undefined ? line.amount : taxablePart(relief.said, line.amount);
  return {
    planId: plan.id,
    dealId: deal.id,
    payeeId: personId,
    basis,
    gross: line.amount,
    taxable,
    tax,
    rule:
      relief === undefined
        ? null
        : { packId: relief.pack.id, packVersion: relief.pack.version, ruleId: relief.said.id },
    windowEndsOn: relief === undefined ? null : windowEnd(relief.said, plan),
    filingDueOn: null,
  };
}
