import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

const returnRow = shape.object({
  /** The transfer that was given back. */
  postingId: shape.id("posting"),
  /** The posting that gave it back. */
  returnedBy: shape.id("posting"),
});
export type Return = Infer<typeof returnRow>;

/** Transfers that were given back: each at most once. */
export const returns = defineTable({
  name: "points_returns",
  row: returnRow,
  key: (row: Return) => row.postingId,
  indexes: {},
  visible: (_, viewer) => viewer !== undefined,
});
