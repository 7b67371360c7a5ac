import type { CommandContext } from "#kernel/command";
import type { Signer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import type { ReadTx, Tx } from "#kernel/table";
import type { Batch, Obligation } from "#kit/obligations-tables";
import { type ActSubject, recordAct } from "./acts.ts";
import { isInterested, lineOf, type PlanInCase, planInCase } from "./case-access.ts";
import type { Deal } from "./deal-tables.ts";
import { payments } from "./payment-book.ts";
import { type Line, lineKey } from "./plan-tables.ts";

/** How payment batches reach lines of plans, which may be of many deals of one unit. */

/** A line as commands name it. */
export const payeeLineShape = shape.object({ planId: shape.id("plan"), personId: shape.id("person") });
export type PayeeLine = Infer<typeof payeeLineShape>;

/** Rejections of commands on a batch by an office of its unit. */
export const BATCH_REJECTIONS = { batch_not_found: 404, case_of_other_unit: 403, payer_is_contributor: 403 } as const;

/** Id of the obligation of a line. */
export function obligationId({ planId, personId }: PayeeLine): string {
  return lineKey(planId, personId);
}

/** A batch of the actor's own unit in which the actor has no part. */
export function ownBatch(tx: ReadTx, id: string, actor: Signer): Batch | keyof typeof BATCH_REJECTIONS {
  const batch = tx.table(payments.batches).get(id);
  if (batch === undefined) return "batch_not_found";
  if (batch.unitId !== actor.memberId) return "case_of_other_unit";
  const isPart = dealsOfBatch(tx, id).some((deal) => isInterested(tx, deal.achievementId, actor));
  return isPart ? "payer_is_contributor" : batch;
}

/** Deals of which a batch pays something, each once. */
export function dealsOfBatch(tx: ReadTx, batchId: string): readonly Deal[] {
  const found = new Map<string, Deal>();
  for (const { obligationId: id } of payments.linesOf(tx, batchId)) {
    const deal = planInCase(tx, payments.require(tx, id).subjectId)?.deal;
    if (deal !== undefined) found.set(deal.id, deal);
  }
  return [...found.values()];
}

/** The line of an obligation with its plan as it is now. */
export function lineOfObligation(tx: ReadTx, obligation: Obligation): { found: PlanInCase; line: Line } | undefined {
  const found = planInCase(tx, obligation.subjectId);
  const line = lineOf(tx, obligation.subjectId, obligation.payeeId);
  return found === undefined || line === undefined ? undefined : { found, line };
}

/** Enters an act on a batch in the history of every deal that it pays. */
export function recordBatchAct(
  tx: Tx,
  ctx: CommandContext,
  batchId: string,
  act: Pick<ActSubject, "command" | "occurredOn" | "isLate" | "reason">,
): void {
  for (const { id: dealId, achievementId } of dealsOfBatch(tx, batchId)) {
    recordAct(tx, ctx, { ...act, scope: "plan", achievementId, dealId, subjectId: batchId });
  }
}
