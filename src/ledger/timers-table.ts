import { shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

/** Waiting timers. `data` is the canonical text of the timer's input. */
export const timersTable = defineTable({
  name: "ledger_timers",
  row: shape.object({
    id: shape.id("timer"),
    dueAt: shape.instant(),
    timer: shape.text(1, 100),
    data: shape.text(0, 60_000),
  }),
  key: (timer) => timer.id,
  indexes: { byDue: ["dueAt"] },
  visible: () => false,
});
