import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { achievements } from "../achievement-tables.ts";

/** Achievements of a unit that the viewer may see, by case number, the latest first. */
export const achievementsQuery = defineQuery({
  name: "transfer.achievements",
  allow: "anyone",
  input: shape.object({ unitId: shape.id("member"), ...pageFields }),

  run(tx, input) {
    const { unitId } = input;
    const table = tx.table(achievements);
    return pageOf(
      input,
      (after, limit) => table.find({ index: "byUnit", equals: { unitId }, ...startAfter(after), limit, reverse: true }),
      (row) => row.id,
      (row) => row,
    );
  },
});
