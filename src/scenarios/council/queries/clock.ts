import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { clock } from "../tables.ts";

/** Time of the ledger, and how far a simulated clock was moved. */
export const clockQuery = defineQuery({
  name: "council.clock",
  allow: "public",
  input: shape.object({}),

  run(tx, _, { time }) {
    return { time, offsetMs: tx.table(clock).get("clock")?.offsetMs ?? 0 };
  },
});
