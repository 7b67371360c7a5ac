import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct, signatureOf } from "../acts.ts";
import { planInCase } from "../case-access.ts";
import { plans } from "../plan-tables.ts";
import { blockingFacts, findingsOf } from "../planning.ts";
import { moved, PLAN_MOVES } from "../rules.ts";
import { mainContributorsRate, splitProblem, writeAwardLines } from "../team-split.ts";
import { headWithShares } from "../unit-heads.ts";

/**
 * The team's leader, and nobody else, decides how the team shares the award. Deciding again replaces the split until the
 * plan is approved.
 */
export const decideTeamSplit = defineCommand({
  name: "transfer.decide-team-split",
  allow: "anyone",
  input: shape.object({
    planId: shape.id("plan"),
    /** Weights in any unit: percent, basis points, or parts such as 1, 1 and 1. */
    shares: shape.array(shape.object({ personId: shape.id("person"), weight: shape.int(0, 1_000_000) }), 1, 200),
  }),
  rejections: {
    plan_not_found: 404,
    not_team_leader: 403,
    payee_not_contributor: 422,
    payee_repeated: 422,
    weights_all_zero: 422,
    plan_not_open: 409,
    unit_head_gets_no_shares: 409,
    mandatory_rule_missed: 409,
  },

  run(tx, input, ctx, reject) {
    const found = planInCase(tx, input.planId);
    if (found === undefined) return reject("plan_not_found");
    const { plan, deal, achievement } = found;
    if (achievement.leaderId !== ctx.actor.personId) return reject("not_team_leader");
    const problem = splitProblem(tx, achievement.id, input.shares);
    if (problem !== undefined) return reject(...problem);
    if (plan.state !== "proposed" && plan.state !== "split") return reject("plan_not_open", { state: plan.state });
    const head = headWithShares(tx, deal, input.shares);
    if (head !== undefined) return reject("unit_head_gets_no_shares", head);
    const main = mainContributorsRate(tx, achievement.id, input.shares);
    const blocking = blockingFacts(findingsOf(deal, plan.agreedRateBp, main));
    if (blocking !== undefined) return reject("mandatory_rule_missed", blocking);

    const [proposal] = plan.signed;
    const split = {
      ...moved(PLAN_MOVES, plan, "split"),
      revision: plan.revision + 1,
      signed: [...(proposal === undefined ? [] : [proposal]), signatureOf(ctx, "transfer.decide-team-split")],
    };
    tx.table(plans).put(split);
    writeAwardLines(tx, deal, split, input.shares);
    recordAct(tx, ctx, {
      command: "transfer.decide-team-split",
      scope: "plan",
      achievementId: achievement.id,
      dealId: deal.id,
      subjectId: plan.id,
    });
    return { revision: split.revision };
  },
});
