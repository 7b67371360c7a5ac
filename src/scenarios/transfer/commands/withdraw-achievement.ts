import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, ownAchievement } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { ACHIEVEMENT_MOVES, isStandingDeal, moved } from "../rules.ts";

/** Takes back a registration that no deal rests on. */
export const withdrawAchievement = defineCommand({
  name: "transfer.withdraw-achievement",
  allow: ["transfer-officer"],
  input: shape.object({ achievementId: shape.id("achievement"), reason: shape.text(1, 200) }),
  rejections: { ...ACHIEVEMENT_REJECTIONS, achievement_withdrawn: 409, achievement_has_deals: 409 },

  run(tx, input, ctx, reject) {
    const achievement = ownAchievement(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    if (achievement.state === "withdrawn") return reject("achievement_withdrawn");
    const ofAchievement = tx.table(deals).find({ index: "byAchievement", equals: { achievementId: achievement.id } });
    const standing = ofAchievement.find(({ state }) => isStandingDeal(state));
    if (standing !== undefined) {
      return reject("achievement_has_deals", { contract: standing.contractNumber || standing.id });
    }

    tx.table(achievements).put(moved(ACHIEVEMENT_MOVES, achievement, "withdrawn"));
    recordAct(tx, ctx, {
      command: "transfer.withdraw-achievement",
      scope: "achievement",
      achievementId: achievement.id,
      reason: input.reason,
    });
    return {};
  },
});
