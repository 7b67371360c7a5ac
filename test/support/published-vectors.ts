import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../../shared/vectors/", import.meta.url));

/** Parsed JSON files under a folder of the published vectors, by path; says so and returns none when the folder is absent. */
export function publishedVectors<T>(t: TestContext, path: string): Map<string, T> {
  const found = new Map<string, T>();
  const start = join(FOLDER, path);
  if (!existsSync(start)) {
    t.diagnostic(`published vectors ${path} are absent: only the vectors printed in the standards were run`);
    return found;
  }
  const names = statSync(start).isDirectory() ? readdirSync(start, { recursive: true, encoding: "utf8" }) : [""];
  for (const name of names.sort()) {
    const file = join(start, name);
    // The caller names the shape of files that other projects publish; a wrong shape fails its assertions.
    if (file.endsWith(".json")) found.set(join(path, name), JSON.parse(readFileSync(file, "utf8")) as T);
  }
  assert.ok(found.size > 0, `no JSON files in ${path}`);
  t.diagnostic(`published vectors ${path}: ${found.size} files`);
  return found;
}
