import type { Context } from "#kernel/command";
import type { Tx } from "#kernel/table";
import { linesOf, type PlanInCase } from "./case-access.ts";
import { writeLines } from "./closing.ts";
import { type Line, type Plan, planLines, plans } from "./plan-tables.ts";
import { postSuperseded } from "./postings.ts";
import { LINE_MOVES, moved, PLAN_MOVES } from "./rules.ts";

/** How plans and lines go back: to the leader before their approval, or to the pool after it. */

/** A plan that was returned waits for its leader again. Lines that an objection froze stay frozen no longer. */
export function returnToLeader(tx: Tx, plan: Plan, reason: string): void {
  tx.table(plans).put({
    ...moved(PLAN_MOVES, plan, "proposed"),
    noticeId: null,
    approvalId: null,
    returnReason: reason,
  });
  thaw(tx, plan.id);
  // Nobody confirms a split that is to be decided anew.
  for (const line of linesOf(tx, plan.id)) tx.table(planLines).put({ ...line, revision: 0, confirmedBy: null });
}

/** Released lines of an approved plan go back to the pool, for a later plan. */
export function returnReleased(tx: Tx, ctx: Context, found: Pick<PlanInCase, "plan" | "deal">): void {
  for (const line of linesOf(tx, found.plan.id)) {
    if (line.state === "planned") supersede(tx, ctx, found, line);
  }
}

/**
 * A line that an upheld objection takes out of its plan. Of an approved plan its amount goes back to the pool; before the
 * approval it never left it. Either way a later plan gives it out anew.
 */
export function supersede(tx: Tx, ctx: Context, found: Pick<PlanInCase, "plan" | "deal">, line: Line): void {
  const isApproved = found.plan.state === "approved" || found.plan.state === "settled";
  const superseded = moved(LINE_MOVES, line, "superseded");
  if (!isApproved) {
    tx.table(planLines).put(superseded);
    return;
  }
  postSuperseded(tx, ctx, found.deal, line);
  writeLines(tx, found, [superseded]);
}

/** Lines stand in no notice any more, and frozen ones are planned again: what froze them was about that notice. */
export function thaw(tx: Tx, planId: string): void {
  for (const line of linesOf(tx, planId)) {
    const thawed = line.state === "frozen" ? moved(LINE_MOVES, line, "planned") : line;
    tx.table(planLines).put({ ...thawed, noticeId: null });
  }
}
