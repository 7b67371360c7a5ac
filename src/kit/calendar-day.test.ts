import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { addDays, daysBetween, endOfDay, occurrenceOf, shanghaiDay, weekday } from "./calendar-day.ts";

const HOUR_MS = 3_600_000;

test("a day begins at midnight in Shanghai", () => {
  const midnight = Date.UTC(2026, 2, 5, 16);
  assert.equal(shanghaiDay(midnight), "2026-03-06");
  assert.equal(shanghaiDay(midnight - 1), "2026-03-05");
  assert.equal(shanghaiDay(0), "1970-01-01");
});

test("leap days and ends of centuries are where the calendar has them", () => {
  const noon = (year: number, month: number, day: number) => shanghaiDay(Date.UTC(year, month - 1, day, 4));
  for (const [year, month, day, text] of [
    [2000, 2, 29, "2000-02-29"],
    [2024, 2, 29, "2024-02-29"],
    [2024, 3, 1, "2024-03-01"],
    [2100, 2, 28, "2100-02-28"],
    [2100, 3, 1, "2100-03-01"],
    [1999, 12, 31, "1999-12-31"],
    [2399, 12, 31, "2399-12-31"],
  ] as const) {
    assert.equal(noon(year, month, day), text);
  }
});

test("every instant has the day that the machine's own calendar says", (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 - 8 * HOUR_MS }), (at) => {
      assert.equal(shanghaiDay(at), new Date(at + 8 * HOUR_MS).toISOString().slice(0, 10));
    }),
    randomSeed(t, 2_000),
  );
});

test("an instant before the epoch or none at all is refused", () => {
  for (const at of [-1, 0.5, Number.NaN]) assert.throws(() => shanghaiDay(at), /not an instant/);
});

test("what is entered on a later day is late, and tomorrow cannot have happened", () => {
  const noon = Date.UTC(2026, 2, 6, 4);
  assert.deepEqual(occurrenceOf("2026-03-06", noon), { occurredOn: "2026-03-06", isLate: false });
  assert.deepEqual(occurrenceOf("2019-06-28", noon), { occurredOn: "2019-06-28", isLate: true });
  assert.equal(occurrenceOf("2026-03-07", noon), undefined);
});

test("days are added, counted and named as the machine's own calendar does", (t) => {
  const day = fc.integer({ min: 0, max: 2_900_000 - 719_468 });
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 40_000 }), (start, distance) => {
      const iso = (n: number) => new Date(n * 24 * HOUR_MS).toISOString().slice(0, 10);
      assert.equal(addDays(iso(start), distance), iso(start + distance));
      assert.equal(addDays(iso(start + distance), -distance), iso(start));
      assert.equal(daysBetween(iso(start), iso(start + distance)), distance);
      assert.equal(weekday(iso(start)), new Date(start * 24 * HOUR_MS).getUTCDay());
    }),
    randomSeed(t, 1_000),
  );
});

test("a day ends at midnight in Shanghai", () => {
  assert.equal(endOfDay("2026-03-05"), Date.UTC(2026, 2, 5, 16));
  assert.equal(shanghaiDay(endOfDay("2026-03-05") - 1), "2026-03-05");
});
