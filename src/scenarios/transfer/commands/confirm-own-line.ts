import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { lineOf, planInCase } from "../case-access.ts";
import { planLines } from "../plan-tables.ts";

/** A payee confirms the own line of a split. Whoever disagrees talks to the leader, or objects to the notice. */
export const confirmOwnLine = defineCommand({
  name: "transfer.confirm-own-line",
  allow: "anyone",
  input: shape.object({
    planId: shape.id("plan"),
    /** Number of the split that was seen. */
    revision: shape.int(1, 10_000),
  }),
  rejections: { line_not_found: 404, split_superseded: 409, plan_not_split: 409, line_confirmed: 409 },

  run(tx, { planId, revision }, ctx, reject) {
    const found = planInCase(tx, planId);
    const line = lineOf(tx, planId, ctx.actor.personId);
    if (found === undefined || line === undefined) return reject("line_not_found");
    const { plan, deal } = found;
    if (revision !== plan.revision) return reject("split_superseded", { revision: plan.revision });
    if (plan.state !== "split") return reject("plan_not_split", { state: plan.state });
    if (line.confirmedBy !== null) return reject("line_confirmed");

    tx.table(planLines).put({ ...line, confirmedBy: ctx.id });
    recordAct(tx, ctx, {
      command: "transfer.confirm-own-line",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
    });
    return { amount: line.amount };
  },
});
