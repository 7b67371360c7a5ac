import assert from "node:assert/strict";
import { test } from "node:test";
import type { NoticeDay } from "#kit/notice-days";
import { calendarWeeks } from "./calendar-weeks.ts";

const counted = (day: string, count: number | null): NoticeDay => ({
  day,
  kind: count === null ? "off" : "counted",
  count,
  isWorking: count !== null,
  isEstimated: false,
});

test("the grid starts on the Monday before the notice and ends on the Sunday after it", () => {
  // 10 July 2019 is a Wednesday.
  const weeks = calendarWeeks([counted("2019-07-10", 1), counted("2019-07-15", 4)]);
  assert.deepEqual(
    weeks.map((week) => [week[0]?.day, week[6]?.day]),
    [
      ["2019-07-08", "2019-07-14"],
      ["2019-07-15", "2019-07-21"],
    ],
  );
});

test("days keep what the notice says of them, and the others are empty", () => {
  const [week = []] = calendarWeeks([counted("2019-07-10", 1)]);
  assert.equal(week[2]?.notice?.count, 1);
  assert.equal(week.filter(({ notice }) => notice === undefined).length, 6);
});

test("a year ends within a week", () => {
  const [week = []] = calendarWeeks([counted("2024-12-31", 1), counted("2025-01-01", null)]);
  assert.deepEqual([week[1]?.day, week[2]?.day], ["2024-12-31", "2025-01-01"]);
});

test("nothing has no weeks", () => {
  assert.deepEqual(calendarWeeks([]), []);
});
