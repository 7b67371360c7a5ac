import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { achievements, contributorsOf } from "../achievement-tables.ts";
import { deals } from "../deal-tables.ts";
import { namesOf } from "../names.ts";

/**
 * An achievement with its contributors and deals, as far as the viewer may see them: members of the team see their own line.
 * `achievement` is null where there is nothing to see.
 */
export const achievementQuery = defineQuery({
  name: "transfer.achievement",
  allow: "anyone",
  input: shape.object({ achievementId: shape.id("achievement") }),

  run(tx, { achievementId }, ctx) {
    const names = namesOf(tx, achievementId, ctx);
    const contributors = contributorsOf(tx, achievementId).map(({ name: _, ...row }) => ({
      ...row,
      name: names.get(row.personId) ?? null,
    }));
    const ofAchievement = tx.table(deals).find({ index: "byAchievement", equals: { achievementId } });
    return {
      achievement: tx.table(achievements).get(achievementId) ?? null,
      contributors,
      deals: ofAchievement.map(({ id, contractNumber, route, asset, price, state, signedOn }) => {
        return { id, contractNumber, route, asset, price, state, signedOn };
      }),
    };
  },
});
