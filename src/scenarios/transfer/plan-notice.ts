import type { Context } from "#kernel/command";
import type { Tx } from "#kernel/table";
import type { Notice, Objection } from "#kit/notices-tables";
import { lineOf, linesOf, type PlanInCase, planInCase } from "./case-access.ts";
import { askForReleased, beginApproval } from "./plan-approval.ts";
import { supersede, thaw } from "./plan-return.ts";
import { type Line, type Plan, planLines, plans } from "./plan-tables.ts";
import { LINE_MOVES, moved, PLAN_MOVES } from "./rules.ts";

/**
 * What becomes of a plan through its notice: it is approved when the notice has run out; an objection to one payee's line
 * freezes that line alone. Called by the hooks of the board for notices about a plan.
 */

/** What a notice is about, for the board: the award of a plan. */
export function awardOf(planId: string) {
  return { subjectKind: "plan", subjectId: planId } as const;
}

/** Writes on a plan and its lines in which notice they stand. */
export function writeNoticed(tx: Tx, plan: Plan, noticeId: Notice["id"]): Plan {
  const noticed = { ...moved(PLAN_MOVES, plan, "noticed"), noticeId };
  tx.table(plans).put(noticed);
  for (const line of linesOf(tx, plan.id)) {
    if (line.kind === "award") tx.table(planLines).put({ ...line, noticeId });
  }
  return noticed;
}

/** The notice has run out: the plan is to be approved. */
export function planNoticeClosed(tx: Tx, notice: Notice, ctx: Context): void {
  const found = planOfNotice(tx, notice);
  if (found?.plan.state === "noticed") beginApproval(tx, ctx, found);
}

/** The notice does not stand: the plan is as it was before, to be published anew or withdrawn. */
export function planNoticeEnded(tx: Tx, notice: Notice, _: Context): void {
  const found = planOfNotice(tx, notice);
  if (found?.plan.state !== "noticed") return;
  tx.table(plans).put({ ...moved(PLAN_MOVES, found.plan, "split"), noticeId: null });
  thaw(tx, found.plan.id);
}

/** An objection to a line freezes it; the others go on. */
export function planObjected(tx: Tx, objection: Objection, notice: Notice, _: Context): void {
  const line = lineOfObjection(tx, objection, notice);
  if (line?.state === "planned") tx.table(planLines).put(moved(LINE_MOVES, line, "frozen"));
}

/**
 * The last objection to a line is answered. If one was upheld the line is superseded; else it is owed like the others, by an
 * approval of its own where the plan is approved already.
 */
export function planAnswered(tx: Tx, objection: Objection, notice: Notice, ctx: Context, hasOthersOpen: boolean): void {
  const found = planOfNotice(tx, notice);
  const line = lineOfObjection(tx, objection, notice);
  if (found === undefined || line?.state !== "frozen") return;
  if (objection.state === "upheld") {
    supersede(tx, ctx, found, line);
    return;
  }
  if (hasOthersOpen) return;
  tx.table(planLines).put(moved(LINE_MOVES, line, "planned"));
  if (found.plan.state === "approved") askForReleased(tx, ctx, found);
}

/** The plan whose current notice this is. */
function planOfNotice(tx: Tx, notice: Notice): PlanInCase | undefined {
  if (notice.subjectKind !== "plan") return undefined;
  const found = planInCase(tx, notice.subjectId);
  return found?.plan.noticeId === notice.id ? found : undefined;
}

function lineOfObjection(tx: Tx, { target, lineId }: Objection, notice: Notice): Line | undefined {
  if (target !== "line" || lineId === null || planOfNotice(tx, notice) === undefined) return undefined;
  return lineOf(tx, notice.subjectId, lineId);
}
