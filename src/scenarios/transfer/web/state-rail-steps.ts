import type { Step } from "../case-steps.ts";

/** Which steps a narrow page shows of the way of a case: where it stands, what came before, and what comes next. */
export function nearSteps(steps: readonly Pick<Step, "state">[]): ReadonlySet<number> {
  const waiting = steps.findIndex(({ state }) => state === "now" || state === "stopped");
  const ahead = steps.findIndex(({ state }) => state === "ahead" || state === "dropped");
  const here = waiting >= 0 ? waiting : ahead >= 0 ? ahead : steps.length - 1;
  const first = Math.max(0, Math.min(here - 1, steps.length - 3));
  return new Set([first, first + 1, first + 2].filter((i) => i < steps.length));
}
