import { shanghaiDayOf } from "../format/date.ts";

/** A day ahead and whether people work on it. */
export interface WorkDay {
  readonly day: string;
  readonly isWorking: boolean;
}

/** The day by whose end something is due: an instant at 24:00 belongs to the day before it. */
export function dueDay(dueAt: number): string {
  return shanghaiDayOf(dueAt - 1);
}

/**
 * Working days until something is due, today not counted: 0 is today, negative is over. Undefined beyond the days that are
 * known.
 */
export function workingDaysLeft(days: readonly WorkDay[], dueAt: number): number | undefined {
  const due = dueDay(dueAt);
  const today = days[0]?.day;
  const last = days.at(-1)?.day;
  if (today === undefined || last === undefined || due > last) return undefined;
  if (due < today) return -1;
  return days.filter(({ day, isWorking }) => isWorking && day > today && day <= due).length;
}
