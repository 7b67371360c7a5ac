import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import type { Obligation } from "#kit/obligations-tables";
import { foundIdsUpTo, listFields, pageOf, startAfter } from "#kit/paging";
import { estimatedTax, taxablePart } from "#kit/payout-rules";
import { dealOf } from "../deal-tables.ts";
import { foundObligations, PAID_FOUND_MAX } from "../found-rows.ts";
import { namesOf } from "../names.ts";
import { payments } from "../payment-book.ts";
import { plans } from "../plan-tables.ts";
import { taxReliefOf, windowEnd } from "../tax-relief.ts";
import { withholdings } from "../withholding-table.ts";

/** States in which a line is owed and stands in no list. */
const STATES = ["approved", "returned", "reversed"] as const;

/**
 * Lines of the viewer's unit that are owed, those that are owed longest first unless asked otherwise, with what is withheld
 * from each. `foundIds` are deals, achievements and people that a search has found. `estimate` is a tax on this payment by itself,
 * as if there were no other income: only the payroll office knows what is to be withheld (单独按此笔估算).
 */
export const payableLinesQuery = defineQuery({
  name: "transfer.payable-lines",
  allow: ["finance-officer", "leadership", "transfer-director"],
  input: shape.object({
    state: shape.optional(shape.choice(STATES)),
    ...listFields,
    foundIds: foundIdsUpTo(PAID_FOUND_MAX),
  }),

  run(tx, input, ctx) {
    const unitId = ctx.viewer?.memberId ?? "";
    const states = input.state === undefined ? STATES : [input.state];
    const { foundIds } = input;
    const table = tx.table(payments.obligations);
    const reverse = input.order === "newest";
    const order: RowOrder<Obligation> = { columnOf: ({ openedAt }) => openedAt, keyOf: ({ id }) => id, reverse };
    const found = (ids: readonly string[]) =>
      foundObligations(tx, ids).filter((row) => row.unitId === unitId && states.some((state) => state === row.state));
    const all = states.map((state): RowSource<Obligation> => {
      // The row before may stand in another state: each state starts where it would stand.
      return (after, limit) =>
        table.find({ index: "byState", equals: { unitId, state }, ...startAfter(after), limit, reverse });
    });
    const sources =
      foundIds === undefined
        ? all
        : [
            rowsAtHand(
              () => found(foundIds),
              order,
              (key) => table.get(key),
            ),
          ];
    return pageOf(
      input,
      (after, limit) => mergedRows(sources, order, after, limit),
      (obligation) => obligation.id,
      (obligation) => {
        const deal = dealOf(tx, tx.table(plans).get(obligation.subjectId)?.dealId ?? "");
        const name = deal === undefined ? null : namesOf(tx, deal.achievementId, ctx).get(obligation.payeeId);
        return { ...lineItem(tx, obligation, shanghaiDay(ctx.time)), name: name ?? null };
      },
    );
  },
});

function lineItem(tx: ReadTx, obligation: Obligation, today: string) {
  const plan = tx.table(plans).get(obligation.subjectId);
  const deal = dealOf(tx, plan?.dealId ?? "");
  const relief = deal === undefined ? undefined : taxReliefOf(deal, today);
  const taxable = relief === undefined ? null : taxablePart(relief.said, obligation.gross);
  return {
    ...obligation,
    planId: obligation.subjectId,
    dealId: deal?.id ?? null,
    title: deal?.title ?? null,
    contractNumber: deal?.contractNumber ?? null,
    isRegistered: deal?.registration !== undefined,
    sequence: plan?.sequence ?? null,
    withholding: tx.table(withholdings).get(obligation.id) ?? null,
    windowEndsOn: relief === undefined || plan === undefined ? null : windowEnd(relief.said, plan),
    estimate: relief === undefined || taxable === null ? null : { taxable, tax: estimatedTax(relief.said, taxable) },
  };
}
