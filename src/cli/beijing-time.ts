/** China has had one time zone and no summer time since 1991. */
const OFFSET_MS = 8 * 3_600_000;

/** An instant of a ledger, in milliseconds, in the time of Beijing, where its deadlines are: `2026-03-06 09:00:00 +08:00`. */
export function beijingTime(instant: number): string {
  const shifted = new Date(instant + OFFSET_MS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} +08:00`;
}
