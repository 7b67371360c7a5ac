import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CLI_PROBLEM_CODES } from "./cli-problem.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { cliReference } from "./reference.ts";

const PAGE = fileURLToPath(new URL("../../docs/reference/cli.md", import.meta.url));

test("is as the code says: npm run docs writes it", () => {
  assert.equal(readFileSync(PAGE, "utf8"), cliReference());
});

test("has every subcommand, exit code and problem", () => {
  const page = cliReference();
  for (const name of [
    "start",
    "demo",
    "init",
    "call",
    "query",
    "draft sign",
    "receipt check",
    "verify",
    "key new",
    "bench",
  ]) {
    assert.ok(page.includes(`### \`sanlian ${name}\``), name);
  }
  for (const code of Object.values(EXIT_CODES)) assert.ok(page.includes(`| ${code} |`), String(code));
  for (const code of CLI_PROBLEM_CODES) assert.ok(page.includes(`| \`${code}\` |`), code);
});
