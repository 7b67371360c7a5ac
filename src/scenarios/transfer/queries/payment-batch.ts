import { defineQuery, type QueryContext } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import type { BatchLine } from "#kit/obligations-tables";
import { paymentListText } from "#kit/payment-list";
import { dealOf } from "../deal-tables.ts";
import { namesOf } from "../names.ts";
import { payments } from "../payment-book.ts";
import { plans } from "../plan-tables.ts";

/**
 * A payment batch with its lines, names as far as the vault has them, and `list`: the canonical text whose SHA-256 stands on
 * the ledger, as it is exported for the bank. `batch` is null where there is nothing to see.
 */
export const paymentBatchQuery = defineQuery({
  name: "transfer.payment-batch",
  allow: "anyone",
  input: shape.object({ batchId: shape.id("batch") }),

  run(tx, { batchId }, ctx) {
    const batch = tx.table(payments.batches).get(batchId);
    if (batch === undefined) return { batch: null, lines: [], list: null };
    const lines = payments.linesOf(tx, batchId);
    const names = namesByPlan(tx, lines, ctx);
    return {
      batch,
      lines: lines.map((line) => {
        const [planId = ""] = line.obligationId.split("/");
        const plan = tx.table(plans).get(planId);
        const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
        return {
          ...line,
          planId,
          dealId: deal?.id ?? null,
          title: deal?.title ?? null,
          sequence: plan?.sequence ?? null,
          name: names.get(planId)?.get(line.payeeId) ?? null,
        };
      }),
      list: paymentListText(batchId, lines),
    };
  },
});

function namesByPlan(
  tx: ReadTx,
  lines: readonly BatchLine[],
  ctx: QueryContext,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const planIds = new Set(lines.map(({ obligationId }) => obligationId.split("/")[0] ?? ""));
  return new Map(
    [...planIds].map((planId) => {
      const plan = tx.table(plans).get(planId);
      const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
      return [planId, deal === undefined ? new Map<string, string>() : namesOf(tx, deal.achievementId, ctx)];
    }),
  );
}
