import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { lineOf, planInCase } from "../case-access.ts";
import { planLines } from "../plan-tables.ts";

/** A payee takes the confirmation of the own line back, until the plan is published. */
export const withdrawLineConfirmation = defineCommand({
  name: "transfer.withdraw-line-confirmation",
  allow: "anyone",
  input: shape.object({ planId: shape.id("plan"), reason: shape.text(1, 200) }),
  rejections: { line_not_found: 404, plan_not_split: 409, line_not_confirmed: 409 },

  run(tx, { planId, reason }, ctx, reject) {
    const found = planInCase(tx, planId);
    const line = lineOf(tx, planId, ctx.actor.personId);
    if (found === undefined || line === undefined) return reject("line_not_found");
    const { plan, deal } = found;
    if (plan.state !== "split") return reject("plan_not_split", { state: plan.state });
    if (line.confirmedBy === null) return reject("line_not_confirmed");

    tx.table(planLines).put({ ...line, confirmedBy: null });
    recordAct(tx, ctx, {
      command: "transfer.withdraw-line-confirmation",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason,
    });
    return {};
  },
});
