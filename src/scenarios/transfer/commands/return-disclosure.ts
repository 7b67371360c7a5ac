import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, ownAchievement } from "../case-access.ts";
import { ACHIEVEMENT_MOVES, moved } from "../rules.ts";

/** The office returns a disclosure for correction, with the reason. It can be revised or withdrawn. */
export const returnDisclosure = defineCommand({
  name: "transfer.return-disclosure",
  allow: ["transfer-officer"],
  input: shape.object({ achievementId: shape.id("achievement"), reason: shape.text(1, 200) }),
  rejections: { ...ACHIEVEMENT_REJECTIONS, achievement_not_disclosed: 409 },

  run(tx, input, ctx, reject) {
    const achievement = ownAchievement(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    const isWaiting = achievement.state === "disclosed" || achievement.state === "confirmed";
    if (!isWaiting || achievement.registeredAt !== null) {
      return reject("achievement_not_disclosed", { state: achievement.state });
    }

    tx.table(achievements).put(moved(ACHIEVEMENT_MOVES, achievement, "returned"));
    recordAct(tx, ctx, {
      command: "transfer.return-disclosure",
      scope: "achievement",
      achievementId: achievement.id,
      reason: input.reason,
    });
    return {};
  },
});
