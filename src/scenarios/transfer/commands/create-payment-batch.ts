import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { obligationId, type PayeeLine, payeeLineShape, recordBatchAct } from "../batch-lines.ts";
import { isInterested, lineOf, memberIdOf, planInCase } from "../case-access.ts";
import { payments } from "../payment-book.ts";
import { withholdings } from "../withholding-table.ts";

/**
 * Finance draws up a list for the bank out of lines that are owed, of any plans of the unit. What is withheld from each must
 * be entered before; the list is fixed with it, and its hash stands on the ledger.
 */
export const createPaymentBatch = defineCommand({
  name: "transfer.create-payment-batch",
  allow: ["finance-officer"],
  input: shape.object({ lines: shape.array(payeeLineShape, 1, 300) }),
  rejections: {
    line_not_found: 404,
    case_of_other_unit: 403,
    payer_is_contributor: 403,
    payee_repeated: 422,
    line_of_shares: 409,
    line_not_payable: 409,
    withholding_missing: 409,
    relief_window_over: 409,
  },

  run(tx, { lines }, ctx, reject) {
    for (const line of lines) {
      const found = planInCase(tx, line.planId);
      const row = lineOf(tx, line.planId, line.personId);
      if (found === undefined || row === undefined) return reject("line_not_found", { payee: line.personId });
      if (found.deal.unitId !== ctx.actor.memberId) return reject("case_of_other_unit");
      if (isInterested(tx, found.deal.achievementId, ctx.actor)) return reject("payer_is_contributor");
      if (row.asset === "shares") return reject("line_of_shares");
      if (tx.table(payments.obligations).get(obligationId(line)) === undefined) {
        return reject("line_not_payable", { payee: line.personId, state: row.state });
      }
      const problem = withholdingProblem(tx, line, shanghaiDay(ctx.time));
      if (problem !== undefined) return reject(...problem);
    }
    const drawn = payments.createBatch(tx, ctx, memberIdOf(ctx.actor), lines.map(obligationId));
    if (!drawn.ok && drawn.problem === "obligation_repeated") return reject("payee_repeated");
    if (!drawn.ok) {
      const { obligation = "", state = "" } = drawn.facts;
      return reject("line_not_payable", { payee: obligation.split("/")[1] ?? "", state });
    }

    const { id: batchId, listHash, count, gross, withheld, net } = drawn.batch;
    recordBatchAct(tx, ctx, batchId, { command: "transfer.create-payment-batch" });
    return { batchId, listHash, count, gross, withheld, net };
  },
});

function withholdingProblem(
  tx: ReadTx,
  line: PayeeLine,
  today: string,
): readonly [code: "withholding_missing" | "relief_window_over", facts: Readonly<Record<string, string>>] | undefined {
  const entered = tx.table(withholdings).get(obligationId(line));
  if (entered === undefined) return ["withholding_missing", { payee: line.personId }];
  const last = entered.windowEndsOn;
  return last !== null && today > last ? ["relief_window_over", { last }] : undefined;
}
