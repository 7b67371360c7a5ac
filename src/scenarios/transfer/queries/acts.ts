import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { type Act, actKey, acts } from "../acts.ts";

/** What happened in the cases of an achievement, or in one of them, as far as the viewer hears of it; the latest first. */
export const actsQuery = defineQuery({
  name: "transfer.acts",
  allow: "anyone",
  input: shape.object({
    achievementId: shape.id("achievement"),
    dealId: shape.optional(shape.id("deal")),
    ...pageFields,
  }),

  run(tx, input) {
    const { achievementId, dealId } = input;
    const table = tx.table(acts);
    const read = (after: string | undefined, limit: number): readonly Act[] =>
      dealId === undefined
        ? table.find({ index: "byAchievement", equals: { achievementId }, ...startAfter(after), limit, reverse: true })
        : table.find({ index: "byDeal", equals: { dealId }, ...startAfter(after), limit, reverse: true });
    return pageOf(input, read, actKey, (act) => act);
  },
});
