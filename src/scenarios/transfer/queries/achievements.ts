import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { type Achievement, achievements, contributionsOf } from "../achievement-tables.ts";
import { watchesUnit } from "../visibility.ts";

const NEWEST: RowOrder<Achievement> = { columnOf: ({ number }) => number, keyOf: ({ id }) => id, reverse: true };

/** Achievements of a unit that the viewer may see, by case number, the latest first. */
export const achievementsQuery = defineQuery({
  name: "transfer.achievements",
  allow: "anyone",
  input: shape.object({ unitId: shape.id("member"), ...pageFields }),

  run(tx, input, { viewer }) {
    const { unitId } = input;
    const source = watchesUnit(viewer, unitId) ? ofUnit(tx, unitId) : ofPerson(tx, unitId, viewer?.personId ?? "");
    return pageOf(
      input,
      (after, limit) => mergedRows([source], NEWEST, after, limit),
      (row) => row.id,
      (row) => row,
    );
  },
});

function ofUnit(tx: ReadTx, unitId: string): RowSource<Achievement> {
  const equals = { unitId };
  return (after, limit) =>
    tx.table(achievements).find({ index: "byUnit", equals, ...startAfter(after), limit, reverse: true });
}

/** Who works in no office of the unit sees what they contributed to; a leader contributes as well. */
function ofPerson(tx: ReadTx, unitId: string, personId: string): RowSource<Achievement> {
  const table = tx.table(achievements);
  const own = () =>
    contributionsOf(tx, personId).flatMap(({ achievementId }) => {
      const row = table.get(achievementId);
      return row?.unitId === unitId ? [row] : [];
    });
  return rowsAtHand(own, NEWEST, (key) => table.get(key));
}
