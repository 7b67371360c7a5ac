import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { addDays } from "./calendar-day.ts";
import {
  addCountedDays,
  addWorkingDays,
  isEstimated,
  isWorkingDay,
  PUBLISHED_YEARS,
  workingDaysBetween,
} from "./working-calendar.ts";

test("weekends and public holidays are off, and days that make up for them are worked", () => {
  assert.equal(isWorkingDay("2026-03-06"), true);
  assert.equal(isWorkingDay("2026-03-07"), false);
  // National Day 2019, and the Saturday that was worked for it.
  assert.equal(isWorkingDay("2019-10-07"), false);
  assert.equal(isWorkingDay("2019-10-12"), true);
  assert.equal(isWorkingDay("2026-02-14"), true);
  assert.equal(isWorkingDay("2026-02-23"), false);
});

test("a period starts with the working day after, so seven days from 8 October 2019 end on the 16th", () => {
  assert.equal(addWorkingDays("2019-10-08", 7), "2019-10-16");
  assert.equal(addCountedDays("2019-10-08", 7, "calendar"), "2019-10-15");
  // Published on a Friday evening: Monday is the first day.
  assert.equal(addWorkingDays("2026-03-06", 1), "2026-03-09");
  // Over the Spring Festival: the 14th is worked, the 15th to the 23rd are off.
  assert.equal(addWorkingDays("2026-02-13", 2), "2026-02-24");
});

test("a year that is not published counts weekends only and says so", () => {
  const next = PUBLISHED_YEARS.last + 1;
  assert.equal(isEstimated(`${PUBLISHED_YEARS.last}-12-31`), false);
  assert.equal(isEstimated(`${next}-01-01`), true);
  assert.equal(isEstimated("1999-10-01"), true);
  assert.equal(isWorkingDay("2027-10-01"), true);
  assert.equal(isWorkingDay("2027-10-02"), false);
});

test("a period has as many working days as it was given, and ends on one", (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
      const day = addDays("2004-01-01", offset);
      const last = addWorkingDays(day, count);
      assert.equal(isWorkingDay(last), true);
      assert.equal(workingDaysBetween(day, last), count);
      assert.equal(workingDaysBetween(last, day), 0);
    }),
    randomSeed(t, 300),
  );
});

test("a period of no days or of half a day is refused", () => {
  for (const count of [0, -1, 1.5]) assert.throws(() => addWorkingDays("2026-03-06", count), /not a number of days/);
});
