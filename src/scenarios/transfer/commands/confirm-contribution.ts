import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements, contributorKey, contributors } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_MOVES, moved } from "../rules.ts";

/**
 * A contributor confirms the own line. When the last one has, the office may register the achievement; one that is registered
 * already, and whose list was revised, stands again. Whoever does not agree does not confirm: the list is then revised.
 */
export const confirmContribution = defineCommand({
  name: "transfer.confirm-contribution",
  allow: "anyone",
  input: shape.object({
    achievementId: shape.id("achievement"),
    /** Version of the list that was seen: a line must not change between reading and signing. */
    version: shape.int(1, 1_000),
  }),
  rejections: {
    achievement_not_found: 404,
    not_a_contributor: 403,
    achievement_withdrawn: 409,
    achievement_returned: 409,
    list_superseded: 409,
    contribution_confirmed: 409,
  },

  run(tx, input, ctx, reject) {
    const achievement = tx.table(achievements).get(input.achievementId);
    if (achievement === undefined) return reject("achievement_not_found");
    const line = tx.table(contributors).get(contributorKey(achievement.id, ctx.actor.personId));
    if (line === undefined) return reject("not_a_contributor");
    if (achievement.state === "withdrawn") return reject("achievement_withdrawn");
    if (achievement.state === "returned") return reject("achievement_returned");
    if (input.version !== achievement.version) return reject("list_superseded", { version: achievement.version });
    if (line.confirmedBy !== null) return reject("contribution_confirmed");

    tx.table(contributors).put({ ...line, confirmedBy: ctx.id });
    const confirmedCount = achievement.confirmedCount + 1;
    const isComplete = confirmedCount === achievement.contributorCount;
    const whole = achievement.registeredAt === null ? "confirmed" : "registered";
    const state = isComplete ? whole : "disclosed";
    tx.table(achievements).put({ ...moved(ACHIEVEMENT_MOVES, achievement, state), confirmedCount });
    recordAct(tx, ctx, {
      command: "transfer.confirm-contribution",
      scope: "achievement",
      achievementId: achievement.id,
    });
    return { state, confirmedCount };
  },
});
