import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { recordAct, signatureOf, withSignature } from "../acts.ts";
import { isInterested, linesOf, ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import type { Deal } from "../deal-tables.ts";
import { type Line, type Plan, planLines, plans, type Signature } from "../plan-tables.ts";
import { countInSettlement, postPlan } from "../postings.ts";
import { isOpenLine, LINE_MOVES, moved, PLAN_MOVES } from "../rules.ts";

/**
 * Finance or the leadership approves a plan that somebody else proposed. From then on every line is owed; the unit's part
 * of money is its own at once.
 */
export const approvePlan = defineCommand({
  name: "transfer.approve-plan",
  allow: ["finance-officer", "leadership"],
  input: shape.object({
    planId: shape.id("plan"),
    /** Number of the split that was seen: it must not change between reading and signing. */
    revision: shape.int(1, 10_000),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    approver_is_proposer: 403,
    approver_is_contributor: 403,
    plan_not_split: 409,
    split_superseded: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (plan.proposedBy === ctx.actor.personId) return reject("approver_is_proposer");
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("approver_is_contributor");
    if (plan.state !== "split") return reject("plan_not_split", { state: plan.state });
    if (input.revision !== plan.revision) return reject("split_superseded", { revision: plan.revision });

    const signature = signatureOf(ctx, "transfer.approve-plan");
    const lines = linesOf(tx, plan.id);
    postPlan(tx, ctx, deal, plan, lines);
    const openLineCount = owe(tx, lines, signature);
    settleWhenDone(
      tx,
      { ...moved(PLAN_MOVES, plan, "approved"), signed: withSignature(plan.signed, signature) },
      openLineCount,
    );
    closeApproval(tx, deal, openLineCount);
    recordAct(tx, ctx, {
      command: "transfer.approve-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
    });
    return { openLineCount };
  },
});

/** Makes every line payable; what needs no payment is closed at once. Returns how many wait. */
function owe(tx: Tx, lines: readonly Line[], signature: Signature): number {
  const owed = lines.map((line) => ({
    ...moved(LINE_MOVES, line, isDueNothing(line) ? "paid" : "payable"),
    signed: withSignature(line.signed, signature),
  }));
  for (const line of owed) tx.table(planLines).put(line);
  return owed.filter(({ state }) => isOpenLine(state)).length;
}

function isDueNothing(line: Line): boolean {
  return line.amount === 0n || (line.kind === "rest" && line.asset === "money");
}

function settleWhenDone(tx: Tx, plan: Plan, openLineCount: number): void {
  tx.table(plans).put(openLineCount === 0 ? moved(PLAN_MOVES, plan, "settled") : plan);
}

function closeApproval(tx: Tx, deal: Deal, openLineCount: number): void {
  countInSettlement(tx, deal, (totals) => ({
    openPlanId: null,
    openLineCount: totals.openLineCount + openLineCount,
  }));
}
