import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { units } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, isInterested, ownAchievement, personIdOf } from "../case-access.ts";
import { type Deal, deals } from "../deal-tables.ts";
import { RULE_REJECTIONS, rulesOn, TERMS_REJECTIONS, termsFields, termsOf, termsProblem } from "../deal-terms.ts";

/**
 * The office proposes a deal: with whom, by which route, at which price. An agreed price is noticed next; a price found by
 * listing or auction goes to the collective decision with its reference.
 */
export const proposeDeal = defineCommand({
  name: "transfer.propose-deal",
  allow: ["transfer-officer"],
  input: shape.object({ achievementId: shape.id("achievement"), ...termsFields }),
  rejections: {
    ...ACHIEVEMENT_REJECTIONS,
    officer_is_contributor: 403,
    ...TERMS_REJECTIONS,
    achievement_not_registered: 409,
    unit_not_described: 409,
    ...RULE_REJECTIONS,
  },

  run(tx, { achievementId, ...terms }, ctx, reject) {
    const achievement = ownAchievement(tx, achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    if (isInterested(tx, achievementId, ctx.actor)) return reject("officer_is_contributor");
    const problem = termsProblem(terms, achievement.unitId);
    if (problem !== undefined) return reject(...problem);
    if (achievement.state !== "registered") return reject("achievement_not_registered", { state: achievement.state });
    const unit = tx.table(units).get(achievement.unitId);
    if (unit === undefined) return reject("unit_not_described");
    const rules = rulesOn(terms, unit, shanghaiDay(ctx.time));
    if (typeof rules === "string") return reject(rules);

    const deal: Deal = {
      ...termsOf(terms),
      ...rules,
      id: tx.newId("deal"),
      achievementId,
      title: achievement.title,
      contractNumber: "",
      unitId: achievement.unitId,
      revision: 1,
      proposedBy: personIdOf(ctx.actor),
      proposedAt: ctx.time,
      decisionId: null,
      signedOn: null,
      isLate: false,
      assetHolderId: unit.assetHolderId,
      state: "proposed",
      signedAt: null,
    };
    tx.table(deals).put(deal);
    recordAct(tx, ctx, { command: "transfer.propose-deal", scope: "deal", achievementId, dealId: deal.id });
    return { dealId: deal.id, revision: deal.revision };
  },
});
