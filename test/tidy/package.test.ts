import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { installedDifferences } from "../../scripts/installed-set.mjs";
import { isInRange } from "../../scripts/node-range.mjs";

/** The oldest Node.js of each line that package.json promises to run on. */
const PROMISED = ["20.19.0", "22.18.0"];
const PACKAGES_MAX = 24;

interface Locked {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

const { engines, scripts, dependencies, devDependencies } = JSON.parse(read("package.json"));
const lock: { packages: Record<string, Locked> } = JSON.parse(read("package-lock.json"));
const installed: { packages: Record<string, Locked> } = JSON.parse(read("node_modules/.package-lock.json"));

test("every locked package runs on the oldest Node.js that is promised", () => {
  for (const version of PROMISED) {
    assert.ok(isInRange(version, engines.node), `package.json promises ${version}`);
    const unfit = Object.entries(lock.packages)
      .filter(([, entry]) => !isInRange(version, entry.engines?.node ?? "*"))
      .map(([path, entry]) => `${path} wants ${entry.engines?.node}`);
    assert.deepEqual(unfit, [], `on Node.js ${version}`);
  }
});

test("what is installed is what the lock file says", () => {
  assert.deepEqual(installedDifferences(lock, installed), []);
});

test("npm refuses packages that do not fit", () => {
  assert.match(read(".npmrc"), /^engine-strict=true$/m);
});

// npm ci refuses a lock file without them, even where they are for another system.
test("the lock file holds the optional packages of all systems", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
      )
      .map((name) => `${path} names ${name}`),
  );
  assert.deepEqual(missing, []);
});

test("the formatter has one exact version, for another one formats differently", () => {
  assert.match(devDependencies["@biomejs/biome"], /^\d+\.\d+\.\d+$/);
});

test("runtime packages stay few", () => {
  assert.ok(Object.keys(dependencies).length <= PACKAGES_MAX, `at most ${PACKAGES_MAX}: more need a decision record`);
});

test("CONTRIBUTING says a sentence about every script", () => {
  const text = read("CONTRIBUTING.md");
  const commands = Object.keys(scripts).map((name) =>
    name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`,
  );
  assert.deepEqual(
    commands.filter((command) => !text.replaceAll(/ +\|/g, " |").includes(`| \`${command}\` |`)),
    [],
  );
});
