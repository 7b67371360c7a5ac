import type { NoticeDay } from "#kit/notice-days";

/** A day in the grid: `notice` is undefined for days of the first and last week that the notice does not touch. */
export interface GridDay {
  readonly day: string;
  readonly notice: NoticeDay | undefined;
}

const DAY_MS = 86_400_000;

/** Whole weeks, Monday first, that hold every day of a notice. */
export function calendarWeeks(days: readonly NoticeDay[]): readonly (readonly GridDay[])[] {
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  if (first === undefined || last === undefined) return [];
  const byDay = new Map(days.map((day) => [day.day, day]));
  const weeks: GridDay[][] = [];
  for (let at = mondayOf(first); at <= timeOf(last); at += 7 * DAY_MS) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => {
        const day = new Date(at + i * DAY_MS).toISOString().slice(0, 10);
        return { day, notice: byDay.get(day) };
      }),
    );
  }
  return weeks;
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function mondayOf(day: string): number {
  const at = timeOf(day);
  return at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS;
}
