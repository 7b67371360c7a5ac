import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { ADVANCE_MS_MAX } from "../rules.ts";
import { clock } from "../tables.ts";

/** Moves the simulated clock forward, never back, so that a deadline can be lived through. */
export const advanceClock = defineCommand({
  name: "council.advance-clock",
  allow: ["administrator"],
  input: shape.object({ to: shape.instant() }),
  rejections: { clock_is_real: 409, instant_not_later: 422, instant_too_far: 422 },

  run(tx, input, ctx, reject) {
    if (ctx.clock === "real") return reject("clock_is_real");
    const stepMs = input.to - ctx.time;
    if (stepMs <= 0) return reject("instant_not_later", { time: ctx.time });
    if (stepMs > ADVANCE_MS_MAX) return reject("instant_too_far", { latest: ctx.time + ADVANCE_MS_MAX });

    const table = tx.table(clock);
    const offsetMs = (table.get("clock")?.offsetMs ?? 0) + stepMs;
    table.put({ id: "clock", offsetMs });
    return { offsetMs };
  },
});
