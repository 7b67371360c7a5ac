import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

const timerRow = shape.object({
  id: shape.id("timer"),
  dueAt: shape.instant(),
  timer: shape.text(1, 100),
  /** Canonical text of the timer's input. */
  data: shape.text(0, 60_000),
});
export type WaitingTimer = Infer<typeof timerRow>;

/** Timers that wait for their instant. */
export const timersTable = defineTable({
  name: "ledger_timers",
  row: timerRow,
  key: (timer: WaitingTimer) => timer.id,
  indexes: { byDue: ["dueAt"] },
  visible: () => false,
});
