import assert from "node:assert/strict";
import { test } from "node:test";
import { installedDifferences } from "./installed-set.mjs";

const LOCK = {
  packages: {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a/node_modules/b": { version: "2.0.0" },
    "node_modules/only-on-another-system": { version: "3.0.0", optional: true },
  },
};

function installed(changes: Record<string, { version: string } | undefined>) {
  const packages: Record<string, { version: string }> = {
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a/node_modules/b": { version: "2.0.0" },
  };
  for (const [path, entry] of Object.entries(changes)) {
    if (entry === undefined) delete packages[path];
    else packages[path] = entry;
  }
  return { packages };
}

test("finds nothing when all but optional packages are there", () => {
  assert.deepEqual(installedDifferences(LOCK, installed({})), []);
});

test("names a missing, a different and a surplus package", () => {
  const differences = installedDifferences(
    LOCK,
    installed({
      "node_modules/a": undefined,
      "node_modules/a/node_modules/b": { version: "2.0.1" },
      "node_modules/c": { version: "1.0.0" },
    }),
  );
  assert.deepEqual(differences, [
    "node_modules/a is missing",
    "node_modules/a/node_modules/b is 2.0.1 instead of 2.0.0",
    "node_modules/c is not in package-lock.json",
  ]);
});
