import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { units } from "../achievement-tables.ts";

/** Units as administrators have described them. */
export const unitsQuery = defineQuery({
  name: "transfer.units",
  allow: "anyone",
  input: shape.object({}),

  run(tx) {
    return { units: tx.table(units).list() };
  },
});
