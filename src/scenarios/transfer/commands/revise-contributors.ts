import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, ownAchievement, settlementOf } from "../case-access.ts";
import { contributorFields, LIST_REJECTIONS, listProblem, writeContributors } from "../contributor-list.ts";
import { deals } from "../deal-tables.ts";
import { ACHIEVEMENT_MOVES, isSignedDeal, moved } from "../rules.ts";

/**
 * Puts a new list of contributors in place of that of a registered achievement, which everyone on it confirms anew. What
 * earlier plans gave stays given; later ones are split by the new list. Before registration the team revises its disclosure.
 */
export const reviseContributors = defineCommand({
  name: "transfer.revise-contributors",
  allow: ["transfer-officer"],
  input: shape.object({
    achievementId: shape.id("achievement"),
    reason: shape.text(1, 200),
    ...contributorFields,
  }),
  rejections: {
    ...ACHIEVEMENT_REJECTIONS,
    ...LIST_REJECTIONS,
    achievement_withdrawn: 409,
    achievement_not_registered: 409,
    plan_open: 409,
  },

  run(tx, input, ctx, reject) {
    const achievement = ownAchievement(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    const problem = listProblem(input);
    if (problem !== undefined) return reject(...problem);
    if (achievement.state === "withdrawn") return reject("achievement_withdrawn");
    if (achievement.registeredAt === null) return reject("achievement_not_registered", { state: achievement.state });
    const ofAchievement = tx.table(deals).find({ index: "byAchievement", equals: { achievementId: achievement.id } });
    const open = ofAchievement.find(({ id, state }) => isSignedDeal(state) && settlementOf(tx, id).openPlanId !== null);
    if (open !== undefined) return reject("plan_open", { contract: open.contractNumber });

    const revised = {
      ...moved(ACHIEVEMENT_MOVES, achievement, "disclosed"),
      leaderId: input.leaderId,
      version: achievement.version + 1,
      contributorCount: input.contributors.length,
      confirmedCount: 0,
    };
    tx.table(achievements).put(revised);
    writeContributors(tx, revised, input);
    recordAct(tx, ctx, {
      command: "transfer.revise-contributors",
      scope: "achievement",
      achievementId: achievement.id,
      reason: input.reason,
    });
    return { version: revised.version };
  },
});
