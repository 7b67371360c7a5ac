import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { ACHIEVEMENT_KINDS, achievements } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { DISCLOSURE_REJECTIONS, ownDisclosure } from "../case-access.ts";
import { contributorFields, LIST_REJECTIONS, listProblem, writeContributors } from "../contributor-list.ts";
import { ACHIEVEMENT_MOVES, moved } from "../rules.ts";

/**
 * Who disclosed an achievement, or the team's leader, puts it right before it is registered: after the office returned it, or
 * because somebody did not agree with a line. Everyone confirms anew.
 */
export const reviseDisclosure = defineCommand({
  name: "transfer.revise-disclosure",
  allow: "anyone",
  input: shape.object({
    achievementId: shape.id("achievement"),
    title: shape.text(1, 200),
    kind: shape.choice(ACHIEVEMENT_KINDS),
    ...contributorFields,
  }),
  rejections: { ...DISCLOSURE_REJECTIONS, ...LIST_REJECTIONS },

  run(tx, input, ctx, reject) {
    const achievement = ownDisclosure(tx, input.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    const problem = listProblem(input);
    if (problem !== undefined) return reject(...problem);

    const { personId } = ctx.actor;
    const contributorCount = input.contributors.length;
    const confirmedCount = input.contributors.some((each) => each.personId === personId) ? 1 : 0;
    const revised = {
      ...moved(ACHIEVEMENT_MOVES, achievement, confirmedCount === contributorCount ? "confirmed" : "disclosed"),
      title: input.title,
      kind: input.kind,
      leaderId: input.leaderId,
      version: achievement.version + 1,
      contributorCount,
      confirmedCount,
    };
    tx.table(achievements).put(revised);
    writeContributors(tx, revised, input, { personId, transactionId: ctx.id });
    recordAct(tx, ctx, { command: "transfer.revise-disclosure", scope: "achievement", achievementId: achievement.id });
    return { version: revised.version, state: revised.state };
  },
});
