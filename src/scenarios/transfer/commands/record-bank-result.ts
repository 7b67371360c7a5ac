import assert from "node:assert/strict";
import { type CommandContext, defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { type Occurrence, occurrenceOf } from "#kit/calendar-day";
import type { Obligation } from "#kit/obligations-tables";
import { signatureOf, withSignature } from "../acts.ts";
import { BATCH_REJECTIONS, lineOfObligation, obligationId, ownBatch, recordBatchAct } from "../batch-lines.ts";
import type { PlanInCase } from "../case-access.ts";
import { writeLines } from "../closing.ts";
import type { Deal } from "../deal-tables.ts";
import { openFiling } from "../filing-table.ts";
import { payments } from "../payment-book.ts";
import { type Line, lineKey, type Signature } from "../plan-tables.ts";
import { postPayment } from "../postings.ts";
import { LINE_MOVES, moved } from "../rules.ts";
import { filingDue, taxReliefOf } from "../tax-relief.ts";
import { withholdings } from "../withholding-table.ts";

/**
 * Enters the bank's answer to a list, line by line. Only this closes a line; what the bank returned stays owed and may go
 * out in another list.
 */
export const recordBankResult = defineCommand({
  name: "transfer.record-bank-result",
  allow: ["finance-officer"],
  input: shape.object({
    batchId: shape.id("batch"),
    /** Every line of the list, once. */
    results: shape.array(
      shape.object({
        planId: shape.id("plan"),
        personId: shape.id("person"),
        result: shape.choice(["paid", "returned"]),
        /** Why the bank returned it. */
        reason: shape.optional(shape.text(1, 200)),
      }),
      1,
      300,
    ),
    occurredOn: shape.day(),
    bankReference: shape.text(1, 100),
    /** SHA-256 of the bank's statement. */
    statementHash: shape.hash(),
  }),
  rejections: { ...BATCH_REJECTIONS, day_in_future: 422, results_do_not_fit: 422, batch_not_in_state: 409 },

  run(tx, { batchId, ...answer }, ctx, reject) {
    const batch = ownBatch(tx, batchId, ctx.actor);
    if (typeof batch === "string") return reject(batch);
    const occurrence = occurrenceOf(answer.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: answer.occurredOn });
    const results = answer.results.map(({ result, reason, ...line }) => {
      return { obligationId: obligationId(line), result, reason };
    });
    const done = payments.recordResult(tx, ctx, batch, { ...answer, results });
    if (!done.ok && done.problem === "batch_not_in_state") return reject("batch_not_in_state", done.facts);
    if (!done.ok) return reject("results_do_not_fit", { count: batch.count });

    const closing = { reference: answer.bankReference, signature: signatureOf(ctx, "transfer.record-bank-result") };
    const closed = [
      ...done.paid.map((obligation) => paidLine(tx, ctx, obligation, { ...closing, occurrence })),
      ...done.returned.map((obligation) => returnedLine(tx, obligation, closing)),
    ];
    for (const [found, lines] of byPlan(closed)) writeLines(tx, found, lines);
    recordBatchAct(tx, ctx, batchId, { command: "transfer.record-bank-result", ...occurrence });
    return { paidCount: done.paid.length, returnedCount: done.returned.length };
  },
});

interface Closing {
  readonly reference: string;
  readonly signature: Signature;
}

interface ClosedLine {
  readonly found: PlanInCase;
  readonly line: Line;
}

/** Closes the line of an obligation that was paid. */
function paidLine(
  tx: Tx,
  ctx: CommandContext,
  obligation: Obligation,
  { reference, signature, occurrence }: Closing & { readonly occurrence: Occurrence },
): ClosedLine {
  const { found, line } = requireLine(tx, obligation);
  postPayment(tx, ctx, found.deal, line);
  setFilingDay(tx, found.deal, line, occurrence.occurredOn);
  const { occurredOn: closedOn, isLate } = occurrence;
  const signed = withSignature(line.signed, signature);
  return { found, line: { ...moved(LINE_MOVES, line, "paid"), closedOn, isLate, reference, signed } };
}

/** Opens the line of an obligation that came back for another list. */
function returnedLine(tx: Tx, obligation: Obligation, { reference, signature }: Closing): ClosedLine {
  const { found, line } = requireLine(tx, obligation);
  const signed = withSignature(line.signed, signature);
  return { found, line: { ...moved(LINE_MOVES, line, "returned"), reference, signed } };
}

function requireLine(tx: Tx, obligation: Obligation): ClosedLine {
  const of = lineOfObligation(tx, obligation);
  assert(of !== undefined, `${obligation.id} is the obligation of a line`);
  return of;
}

/** Lines by plan: the plan and its totals are written once, however many lines there are. */
function byPlan(closed: readonly ClosedLine[]): readonly (readonly [PlanInCase, readonly Line[]])[] {
  const plans = new Map<string, [PlanInCase, Line[]]>();
  for (const { found, line } of closed) {
    const known = plans.get(found.plan.id);
    if (known === undefined) plans.set(found.plan.id, [found, [line]]);
    else known[1].push(line);
  }
  return [...plans.values()];
}

function setFilingDay(tx: Tx, deal: Deal, line: Line, paidOn: string): void {
  const row = tx.table(withholdings).get(lineKey(line.planId, line.payeeId));
  const relief = row?.basis === "relief" ? taxReliefOf(deal, paidOn) : undefined;
  if (row === undefined || relief === undefined) return;
  const filingDueOn = filingDue(relief.said, paidOn);
  tx.table(withholdings).put({ ...row, filingDueOn });
  openFiling(tx, deal, line, filingDueOn);
}
