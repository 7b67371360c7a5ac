import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { DISCLOSURE_REJECTIONS, ownDisclosure } from "../case-access.ts";
import { ACHIEVEMENT_MOVES, moved } from "../rules.ts";

/** Who disclosed an achievement, or the team's leader, takes it back before it is registered. */
export const withdrawDisclosure = defineCommand({
  name: "transfer.withdraw-disclosure",
  allow: "anyone",
  input: shape.object({ achievementId: shape.id("achievement"), reason: shape.text(1, 200) }),
  rejections: DISCLOSURE_REJECTIONS,

  run(tx, input, ctx, reject) {
    const achievement = ownDisclosure(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);

    tx.table(achievements).put(moved(ACHIEVEMENT_MOVES, achievement, "withdrawn"));
    recordAct(tx, ctx, {
      command: "transfer.withdraw-disclosure",
      scope: "achievement",
      achievementId: achievement.id,
      reason: input.reason,
    });
    return {};
  },
});
