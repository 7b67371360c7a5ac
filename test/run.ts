import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { LAST_TEST } from "./summary-reporter.ts";

/**
 * Runs test files in this one process, in an order shuffled by a seed: `npm run test:only -- [part of a path]…`.
 * A filter that starts with `!` leaves files out. `*.long.test.ts` runs only when a filter names it.
 */

const FOLDERS = ["src", "test", "examples", "scripts"];

function testFiles(filters: readonly string[]): string[] {
  const wanted = filters.filter((filter) => !filter.startsWith("!"));
  const unwanted = filters.filter((filter) => filter.startsWith("!")).map((filter) => filter.slice(1));
  const isWanted = (file: string) =>
    wanted.length === 0 ? !file.endsWith(".long.test.ts") : wanted.some((filter) => mayRun(file, filter));
  return FOLDERS.flatMap(filesUnder)
    .filter((file) => file.endsWith(".test.ts") && isWanted(file))
    .filter((file) => !unwanted.some((filter) => file.includes(filter)))
    .sort();
}

function mayRun(file: string, filter: string): boolean {
  return file.includes(filter) && (filter.includes(".long") || !file.endsWith(".long.test.ts"));
}

function filesUnder(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** A permutation that depends on the seed alone: sorted by a 32-bit mix of seed and index. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map((item, index) => ({ item, key: mix(seed + Math.imul(index + 1, 0x9e3779b9)) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function seedOf(text: string | undefined): number {
  if (text === undefined || text === "") return Date.now() % 1_000_000;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`SEED must be a whole number of at most nine digits, not "${text}".`);
}

const seed = seedOf(process.env["SEED"]);
const files = shuffled(testFiles(process.argv.slice(2)), seed);
console.log(`${files.length} test files, order and random tests from seed ${seed} (SEED=${seed} replays them)`);
if (files.length === 0) test("a filter names at least one test file", () => Promise.reject(new Error("no test file")));
fc.configureGlobal({ seed });

for (const file of files) {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    test(`${file} loads`, () => Promise.reject(error));
  }
}
test(LAST_TEST, () => {});
