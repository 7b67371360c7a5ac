import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Freezes the published holidays and make-up workdays of China into `src/kit/working-days.json`. Contracts must not depend on
 * the version of a package, nor on the time zone of the machine, in which that package reads its dates.
 *
 * Run it when a new year is published: `node --import tsx scripts/working-days.ts`. The years that are there must not change,
 * for ledgers have counted by them; a year that is new is added.
 */

const TARGET = new URL("../src/kit/working-days.json", import.meta.url);
const require = createRequire(import.meta.url);

interface Published {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

const published = JSON.parse(readFileSync(require.resolve("chinese-days/dist/chinese-days.json"), "utf8")) as Published;

const years = [...new Set(Object.keys(published.holidays).map((day) => day.slice(0, 4)))].sort();
const table = Object.fromEntries(
  years.map((year) => [
    year,
    {
      // Only what differs from an ordinary week is kept.
      off: daysOf(published.holidays, year).filter((day) => !isWeekend(day)),
      on: daysOf(published.workdays, year).filter(isWeekend),
    },
  ]),
);
writeFileSync(TARGET, `${JSON.stringify(table, null, 2)}\n`);

function daysOf(days: Readonly<Record<string, string>>, year: string): string[] {
  return Object.keys(days)
    .filter((day) => day.startsWith(year))
    .sort();
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
