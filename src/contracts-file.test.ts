import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { testContracts } from "../test/support/node-harness.ts";
import { loadContracts } from "./contracts-file.ts";

test("loads the bundle that its name promises, with the scenarios of the ledger", async () => {
  const { path, hash } = await testContracts();
  const contracts = await loadContracts(path, ["council", "tally"]);
  assert.equal(contracts.hash, hash);
  assert.ok(contracts.commands.has("tally.add-to-counter"));
  assert.ok(!(await loadContracts(path, ["council"])).commands.has("tally.add-to-counter"));
});

test("refuses a bundle that was changed by one character before any of it runs", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { path } = await testContracts();
  const changed = join(folder, basename(path));
  // It would end the process if it ran.
  writeFileSync(changed, `process.exit(3);\n${readFileSync(path, "utf8")}`);
  await assert.rejects(loadContracts(changed, ["council"]), /was changed: its content has the hash [0-9a-f]{64}/);
});

test("refuses a ledger whose scenarios the bundle does not have", async () => {
  const { path } = await testContracts();
  await assert.rejects(loadContracts(path, ["council", "carbon"]), /the contract bundle has no scenario "carbon"/);
  await assert.rejects(loadContracts(path, ["tally"]), /exactly one scenario of a ledger knows its keys/);
});
