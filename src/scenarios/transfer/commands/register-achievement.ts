import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, isInterested, ownAchievement } from "../case-access.ts";
import { ACHIEVEMENT_MOVES, moved } from "../rules.ts";

/** The office registers an achievement of its unit of which every contributor has confirmed the own line. */
export const registerAchievement = defineCommand({
  name: "transfer.register-achievement",
  allow: ["transfer-officer"],
  input: shape.object({
    achievementId: shape.id("achievement"),
    /** Version of the list that was seen. */
    version: shape.int(1, 1_000),
  }),
  rejections: {
    ...ACHIEVEMENT_REJECTIONS,
    registrar_is_contributor: 403,
    achievement_not_confirmed: 409,
    list_superseded: 409,
  },

  run(tx, input, ctx, reject) {
    const achievement = ownAchievement(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    if (isInterested(tx, achievement.id, ctx.actor)) return reject("registrar_is_contributor");
    if (achievement.state !== "confirmed") return reject("achievement_not_confirmed", { state: achievement.state });
    if (input.version !== achievement.version) return reject("list_superseded", { version: achievement.version });

    const registered = moved(ACHIEVEMENT_MOVES, achievement, "registered");
    tx.table(achievements).put({ ...registered, registeredAt: ctx.time });
    recordAct(tx, ctx, {
      command: "transfer.register-achievement",
      scope: "achievement",
      achievementId: achievement.id,
    });
    return { number: achievement.number };
  },
});
