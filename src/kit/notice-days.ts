import assert from "node:assert/strict";
import { addDays } from "./calendar-day.ts";
import type { Notice } from "./notices-tables.ts";
import { addCountedDays, isCounted, isEstimated, isWorkingDay } from "./working-calendar.ts";

/**
 * How the days of a notice are counted: the day of publication does not count, counting starts with the next day of the
 * wanted kind; days on which the clock stood, from the day of an objection to the day of its answer, do not count; the
 * notice runs out at 24:00 of the day that makes the number full.
 */

type Counted = Pick<Notice, "openedOn" | "days" | "dayKind" | "suspensions">;

/** Why a day has no number: it is the day of publication, off, or the clock stood. */
export type NoticeDayKind = "publication" | "counted" | "off" | "stopped";

/** One day of a notice as a page draws it. */
export type NoticeDay = {
  readonly day: string;
  readonly kind: NoticeDayKind;
  /** Number of the day from 1; null unless it counts. */
  readonly count: number | null;
  readonly isWorking: boolean;
  /** Whether holidays of its year are not published. */
  readonly isEstimated: boolean;
};

/** How many days of a notice count up to and including a day. */
export function countedDays(notice: Counted, until: string): number {
  let count = 0;
  for (let day = addDays(notice.openedOn, 1); day <= until; day = addDays(day, 1)) {
    if (kindOf(notice, day) === "counted") count += 1;
  }
  return count;
}

/**
 * The day at whose 24:00 a notice runs out whose clock goes on after `from`.
 * @throws AssertionError when no day is left to count.
 */
export function lastDay(notice: Counted, from: string): string {
  const left = notice.days - countedDays(notice, from);
  assert(left > 0, "no day of the notice is left");
  return addCountedDays(from, left, notice.dayKind);
}

/** Days that are still to count after a day; zero when the notice has run out. */
export function daysLeft(notice: Counted, today: string): number {
  return Math.max(0, notice.days - countedDays(notice, today));
}

/** Whether a period touches a year whose holidays are not published. */
export function isPeriodEstimated(from: string, to: string): boolean {
  return isEstimated(from) || isEstimated(to);
}

/** Every day of a notice from its publication to its end, or to today while its clock stands; at most 1000 of them. */
export function noticeCalendar(notice: Counted & Pick<Notice, "closesOn">, today: string): readonly NoticeDay[] {
  const end = notice.closesOn ?? today;
  const days: NoticeDay[] = [];
  let count = 0;
  for (let day = notice.openedOn; day <= end && days.length < 1_000; day = addDays(day, 1)) {
    const kind = kindOf(notice, day);
    if (kind === "counted") count += 1;
    const isInCount = kind === "counted" && count <= notice.days;
    days.push({
      day,
      kind,
      count: isInCount ? count : null,
      isWorking: isWorkingDay(day),
      isEstimated: isEstimated(day),
    });
  }
  return days;
}

function kindOf({ openedOn, dayKind, suspensions }: Counted, day: string): NoticeDayKind {
  if (day <= openedOn) return "publication";
  if (suspensions.some(({ from, to }) => from <= day && (to === null || day <= to))) return "stopped";
  return isCounted(day, dayKind) ? "counted" : "off";
}
