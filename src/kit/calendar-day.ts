import assert from "node:assert/strict";

/** Calendar days in Asia/Shanghai, which has been eight hours ahead of UTC without summer time since 1991. */

const DAY_MS = 86_400_000;
const SHANGHAI_AHEAD_MS = 8 * 3_600_000;
/** Days from 0000-03-01 to 1970-01-01. A year that starts in March has its leap day at the end. */
const DAYS_TO_1970 = 719_468;
const DAYS_OF_400_YEARS = 146_097;
const YEARS_OF_CENTURY = 100;
const WEEK = 7;
/** Day of the week of 1970-01-01. */
const THURSDAY = 4;

/**
 * The calendar day on which an instant falls, `2026-03-06`.
 * @throws AssertionError on an instant before 1970.
 */
export function shanghaiDay(atMs: number): string {
  assert(Number.isSafeInteger(atMs) && atMs >= 0, `${atMs} is not an instant`);
  return dayOfNumber(Math.floor((atMs + SHANGHAI_AHEAD_MS) / DAY_MS));
}

/** The calendar day so many days after another; before it when `days` is negative. */
export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/** How many days lie from one calendar day to another; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week: 0 is Sunday. */
export function weekday(day: string): number {
  return (((dayNumber(day) + THURSDAY) % WEEK) + WEEK) % WEEK;
}

/** The instant in milliseconds at which a calendar day ends in Shanghai: 24:00, which is 0:00 of the next day. */
export function endOfDay(day: string): number {
  return (dayNumber(day) + 1) * DAY_MS - SHANGHAI_AHEAD_MS;
}

/** The same day some months later, or the last of that month where it is shorter: 31 January and one month is 28 February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const first = (offset: number): string => {
    const index = year * 12 + month - 1 + months + offset;
    return `${padded(Math.floor(index / 12), 4)}-${padded((index % 12) + 1, 2)}-01`;
  };
  const length = daysBetween(first(0), first(1));
  return `${first(0).slice(0, 8)}${padded(Math.min(date, length), 2)}`;
}

/** Days since 1970-01-01. */
function dayNumber(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(yearFromMarch / 400);
  const yearOfCycle = yearFromMarch - 400 * cycle;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfCycle =
    365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / YEARS_OF_CENTURY) + dayOfYear;
  return DAYS_OF_400_YEARS * cycle + dayOfCycle - DAYS_TO_1970;
}

/** The proleptic Gregorian calendar by cycles of 400 years, whose days repeat exactly. */
function dayOfNumber(number: number): string {
  const days = number + DAYS_TO_1970;
  const cycle = Math.floor(days / DAYS_OF_400_YEARS);
  const dayOfCycle = days % DAYS_OF_400_YEARS;
  const leapDays = Math.floor(dayOfCycle / 1_460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / YEARS_OF_CENTURY));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** When something happened, beside when it was entered. */
export interface Occurrence {
  readonly occurredOn: string;
  /** 补录: entered on a later day than it happened. What is entered late proves no notice given in time. */
  readonly isLate: boolean;
}

/** The occurrence of a day as entered at an instant; undefined when that day has not come yet. */
export function occurrenceOf(occurredOn: string, enteredAtMs: number): Occurrence | undefined {
  const today = shanghaiDay(enteredAtMs);
  // Days in this form sort as text.
  return occurredOn > today ? undefined : { occurredOn, isLate: occurredOn < today };
}

function padded(value: number, digits: number): string {
  return value.toString().padStart(digits, "0");
}
