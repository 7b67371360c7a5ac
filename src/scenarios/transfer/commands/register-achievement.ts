import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { ACHIEVEMENT_KINDS, type Achievement, achievements, numbers } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { memberIdOf } from "../case-access.ts";
import { contributorFields, LIST_REJECTIONS, listProblem, writeContributors } from "../contributor-list.ts";

/** Registers an achievement of the officer's unit with its contributors, who then confirm their lines one by one. */
export const registerAchievement = defineCommand({
  name: "transfer.register-achievement",
  allow: ["transfer-officer"],
  input: shape.object({
    title: shape.text(1, 200),
    kind: shape.choice(ACHIEVEMENT_KINDS),
    ...contributorFields,
  }),
  rejections: LIST_REJECTIONS,

  run(tx, input, ctx, reject) {
    const problem = listProblem(input);
    if (problem !== undefined) return reject(...problem);

    const unitId = memberIdOf(ctx.actor);
    const achievement: Achievement = {
      id: tx.newId("achievement"),
      number: nextNumber(tx, unitId, ctx.time),
      title: input.title,
      kind: input.kind,
      unitId,
      leaderId: input.leaderId,
      state: "registered",
      version: 1,
      contributorCount: input.contributors.length,
      confirmedCount: 0,
      registeredAt: ctx.time,
    };
    tx.table(achievements).put(achievement);
    writeContributors(tx, achievement, input);
    recordAct(tx, ctx, {
      command: "transfer.register-achievement",
      scope: "achievement",
      achievementId: achievement.id,
    });
    return { achievementId: achievement.id, number: achievement.number };
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
