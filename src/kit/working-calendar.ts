import assert from "node:assert/strict";
import { addDays, weekday } from "./calendar-day.ts";
import published from "./working-days.json" with { type: "json" };

/**
 * Working days of China: weeks of five days, less the public holidays, with the days worked to make up for them (调休). The
 * State Council publishes them year by year; what is published stands frozen in `working-days.json`. In a year that is not
 * published yet only weekends are off, and `isEstimated` says so.
 */

interface Year {
  /** Days from Monday to Friday that are off. */
  readonly off: readonly string[];
  /** Saturdays and Sundays that are worked. */
  readonly on: readonly string[];
}

const YEARS: Readonly<Record<string, Year | undefined>> = published;

/** How the days of a period are counted. */
export const DAY_KINDS = ["working", "calendar"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** First and last year whose holidays are published. */
export const PUBLISHED_YEARS: Readonly<{ first: number; last: number }> = {
  first: Math.min(...Object.keys(published).map(Number)),
  last: Math.max(...Object.keys(published).map(Number)),
};

/** Whether the holidays around a day are not published, so that only weekends count as off. */
export function isEstimated(day: string): boolean {
  return YEARS[yearOf(day)] === undefined;
}

/** Whether a calendar day is worked. */
export function isWorkingDay(day: string): boolean {
  const year = YEARS[yearOf(day)];
  const isWeekend = weekday(day) === 0 || weekday(day) === 6;
  return isWeekend ? (year?.on.includes(day) ?? false) : !year?.off.includes(day);
}

/** Whether a day counts in a period of this kind. */
export function isCounted(day: string, kind: DayKind): boolean {
  return kind === "calendar" || isWorkingDay(day);
}

/**
 * The last day of a period of `count` working days after `day`, which itself does not count: counting starts with the next
 * working day. @throws AssertionError unless `count` is a whole number above zero.
 */
export function addWorkingDays(day: string, count: number): string {
  return addCountedDays(day, count, "working");
}

/** The last day of a period of `count` days of a kind after `day`, which itself does not count. */
export function addCountedDays(day: string, count: number, kind: DayKind): string {
  assert(Number.isSafeInteger(count) && count > 0, `${count} is not a number of days`);
  if (kind === "calendar") return addDays(day, count);
  let last = day;
  for (let left = count; left > 0; ) {
    last = addDays(last, 1);
    if (isWorkingDay(last)) left -= 1;
  }
  return last;
}

/** How many working days follow `from` up to and including `to`. Zero when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}

function yearOf(day: string): string {
  return day.slice(0, 4);
}
