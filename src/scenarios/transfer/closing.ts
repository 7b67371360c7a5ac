import type { Tx } from "#kernel/table";
import type { PlanInCase } from "./case-access.ts";
import { linesOf } from "./case-access.ts";
import { type Line, planLines, plans } from "./plan-tables.ts";
import { countInSettlement } from "./postings.ts";
import { isUnsettledLine, moved, PLAN_MOVES } from "./rules.ts";

/**
 * Writes lines that were closed or opened again, and brings the plan and the count of open lines in step: a plan is settled
 * when its last line is closed, and approved again when one is opened.
 */
export function writeLines(tx: Tx, { plan, deal }: Pick<PlanInCase, "plan" | "deal">, changed: readonly Line[]): void {
  const table = tx.table(planLines);
  const openBefore = openLines(tx, plan.id);
  for (const line of changed) table.put(line);
  const openAfter = openLines(tx, plan.id);
  if (openAfter === 0 && plan.state === "approved") tx.table(plans).put(moved(PLAN_MOVES, plan, "settled"));
  if (openAfter > 0 && plan.state === "settled") tx.table(plans).put(moved(PLAN_MOVES, plan, "approved"));
  countInSettlement(tx, deal, ({ openLineCount }) => ({ openLineCount: openLineCount + openAfter - openBefore }));
}

function openLines(tx: Tx, planId: string): number {
  return linesOf(tx, planId).filter(({ state }) => isUnsettledLine(state)).length;
}
