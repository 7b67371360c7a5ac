import assert from "node:assert/strict";
import { test } from "node:test";
import { dueDay, workingDaysLeft } from "./work-days.ts";

// Friday 12 to Tuesday 16 July 2019.
const DAYS = ["12", "13", "14", "15", "16"].map((date) => ({
  day: `2019-07-${date}`,
  isWorking: date !== "13" && date !== "14",
}));
const endOf = (day: string) => Date.parse(`${day}T24:00:00+08:00`);

test("the end of a day belongs to that day", () => {
  assert.equal(dueDay(endOf("2019-07-15")), "2019-07-15");
  assert.equal(dueDay(endOf("2019-07-15") + 1), "2019-07-16");
});

test("working days are counted from tomorrow on", () => {
  assert.equal(workingDaysLeft(DAYS, endOf("2019-07-12")), 0);
  assert.equal(workingDaysLeft(DAYS, endOf("2019-07-14")), 0);
  assert.equal(workingDaysLeft(DAYS, endOf("2019-07-15")), 1);
  assert.equal(workingDaysLeft(DAYS, endOf("2019-07-16")), 2);
});

test("what is over is below zero, and what is too far has no number", () => {
  assert.equal(workingDaysLeft(DAYS, endOf("2019-07-11")), -1);
  assert.equal(workingDaysLeft(DAYS, endOf("2019-08-30")), undefined);
  assert.equal(workingDaysLeft([], endOf("2019-07-15")), undefined);
});
