import { defineCommand } from "#kernel/command";
import { yuanText } from "#kernel/money";
import { shape } from "#kernel/shape";
import { recordAct, signatureOf } from "../acts.ts";
import {
  countedCosts,
  DEAL_REJECTIONS,
  isInterested,
  ownOpenDeal,
  personIdOf,
  requireAchievement,
  settlementOf,
} from "../case-access.ts";
import { type Plan, plans } from "../plan-tables.ts";
import { blockingFacts, findingsOf, planFigures, traceOf } from "../planning.ts";
import { countInSettlement } from "../postings.ts";
import { receivedSince } from "../received-since.ts";
import { restLine } from "../team-split.ts";

/**
 * The transfer office proposes how what came in so far is shared between team and unit, by the rule frozen on the deal. Only
 * a missed mandatory rule stops it.
 */
export const proposePlan = defineCommand({
  name: "transfer.propose-plan",
  allow: ["transfer-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    /** A share that unit and team agreed on in place of the rule's. */
    agreedRateBp: shape.optional(shape.basisPoints()),
  }),
  rejections: {
    ...DEAL_REJECTIONS,
    proposer_is_contributor: 403,
    achievement_not_registered: 409,
    plan_open: 409,
    nothing_to_distribute: 409,
    mandatory_rule_missed: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = ownOpenDeal(tx, input.dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("proposer_is_contributor");
    const achievement = requireAchievement(tx, deal.achievementId);
    if (achievement.state !== "registered") return reject("achievement_not_registered", { state: achievement.state });
    const totals = settlementOf(tx, deal.id);
    if (totals.openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });
    const agreedRateBp = input.agreedRateBp ?? null;
    const { pools, ...figures } = planFigures(deal, totals, countedCosts(tx, deal.id), agreedRateBp);
    if (pools.amount === 0n) return reject("nothing_to_distribute", { overdrawn: yuanText(pools.overdrawn) });
    const blocking = blockingFacts(findingsOf(deal, agreedRateBp));
    if (blocking !== undefined) return reject("mandatory_rule_missed", blocking);

    const plan: Plan = {
      ...figures,
      id: tx.newId("plan"),
      dealId: deal.id,
      unitId: deal.unitId,
      asset: deal.asset,
      sequence: totals.planCount + 1,
      state: "proposed",
      revision: 0,
      agreedRateBp,
      amount: pools.amount,
      award: traceOf(pools.award),
      rest: traceOf(pools.rest),
      restHolderId: deal.asset === "money" ? deal.unitId : deal.assetHolderId,
      proposedBy: personIdOf(ctx.actor),
      receivedOn: receivedSince(tx, deal.id),
      noticeId: null,
      approvalId: null,
      returnReason: null,
      signed: [signatureOf(ctx, "transfer.propose-plan")],
    };
    tx.table(plans).put(plan);
    restLine(tx, deal, plan);
    countInSettlement(tx, deal, () => ({ planCount: plan.sequence, openPlanId: plan.id }));
    recordAct(tx, ctx, {
      command: "transfer.propose-plan",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
    });
    return { planId: plan.id, sequence: plan.sequence, award: plan.award.amount, rest: plan.rest.amount };
  },
});
