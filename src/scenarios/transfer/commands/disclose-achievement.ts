import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { ACHIEVEMENT_KINDS, type Achievement, achievements, numbers } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { memberIdOf, personIdOf } from "../case-access.ts";
import { contributorFields, LIST_REJECTIONS, listProblem, writeContributors } from "../contributor-list.ts";

/**
 * A contributor, usually the team's leader, discloses an achievement to the own unit with everyone who contributed. By
 * signing, the discloser confirms the own line; the others confirm theirs one by one, and then the office registers it.
 */
export const discloseAchievement = defineCommand({
  name: "transfer.disclose-achievement",
  allow: "anyone",
  input: shape.object({
    title: shape.text(1, 200),
    kind: shape.choice(ACHIEVEMENT_KINDS),
    ...contributorFields,
  }),
  rejections: { discloser_not_contributor: 403, ...LIST_REJECTIONS },

  run(tx, input, ctx, reject) {
    const disclosedBy = personIdOf(ctx.actor);
    if (!input.contributors.some(({ personId }) => personId === disclosedBy))
      return reject("discloser_not_contributor");
    const problem = listProblem(input);
    if (problem !== undefined) return reject(...problem);

    const unitId = memberIdOf(ctx.actor);
    const contributorCount = input.contributors.length;
    const achievement: Achievement = {
      id: tx.newId("achievement"),
      number: nextNumber(tx, unitId, ctx.time),
      title: input.title,
      kind: input.kind,
      unitId,
      leaderId: input.leaderId,
      state: contributorCount === 1 ? "confirmed" : "disclosed",
      version: 1,
      contributorCount,
      confirmedCount: 1,
      disclosedBy,
      disclosedAt: ctx.time,
      registeredAt: null,
    };
    tx.table(achievements).put(achievement);
    writeContributors(tx, achievement, input, { personId: disclosedBy, transactionId: ctx.id });
    recordAct(tx, ctx, {
      command: "transfer.disclose-achievement",
      scope: "achievement",
      achievementId: achievement.id,
    });
    return { achievementId: achievement.id, number: achievement.number, state: achievement.state };
  },
});

function nextNumber(tx: Tx, unitId: string, time: number): string {
  const year = shanghaiDay(time).slice(0, 4);
  const id = `${unitId}/${year}`;
  const table = tx.table(numbers);
  const last = (table.get(id)?.last ?? 0) + 1;
  table.put({ id, last });
  return `${year}-${last.toString().padStart(4, "0")}`;
}
