import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const TSX = import.meta.resolve("tsx");
const PASSING = `import { test } from "node:test";\ntest("one", () => {});\n`;
const FAILING = `import { test } from "node:test";\ntest("planted", () => { throw new Error("planted failure"); });\n`;

interface Planted {
  readonly biomeExit?: number;
  readonly tscExit?: number;
  readonly tidy?: string;
  readonly unit?: string;
  readonly notRun?: string;
}

describe("the check", () => {
  const folders: string[] = [];

  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  /** Runs the check on a project whose linter and compiler do nothing but exit. */
  function check(
    { biomeExit = 0, tscExit = 0, tidy = PASSING, unit = PASSING, notRun = "" }: Planted,
    ...options: string[]
  ) {
    const root = mkdtempSync(join(tmpdir(), "sanlian-check-"));
    folders.push(root);
    const exit = (code: number) =>
      `console.log("called with", process.argv.slice(2).join(" ")); process.exitCode = ${code};`;
    const files = {
      "package.json": `{"type":"module"}`,
      "node_modules/@biomejs/biome/bin/biome": exit(biomeExit),
      "node_modules/typescript/bin/tsc": exit(tscExit),
      "test/tidy/rules.test.ts": tidy,
      "src/unit.test.ts": unit,
      "test/e2e/page.test.ts": PASSING,
      "test/e2e/walks/walk.test.ts": PASSING,
      "src/cli/program.test.ts": PASSING,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    for (const name of ["tsx", "fast-check"])
      symlinkSync(join(PROJECT, "node_modules", name), join(root, "node_modules", name));
    for (const name of ["run.ts", "summary-reporter.ts"])
      symlinkSync(join(PROJECT, "test", name), join(root, "test", name));
    const words = ["--import", TSX, join(PROJECT, "scripts/check.ts"), ...options];
    const env = { ...process.env, SANLIAN_NOT_RUN: notRun };
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8", env });
    return { status, stdout, last: stdout.trimEnd().split("\n").at(-1) };
  }

  test("passes when every step passes, and counts each", () => {
    const { status, stdout, last } = check({});
    assert.deepEqual([status, last], [0, "8 passed, 0 failed"]);
    for (const step of [
      "format and lint",
      "types",
      "types of the web",
      "tidy",
      "tests",
      "tests of programs",
      "tests in a browser",
    ])
      assert.match(stdout, new RegExp(`^ok +${step} +\\d`, "m"));
  });

  test("fails with each step that fails, shows its output, and repairs nothing unasked", () => {
    const { status, stdout, last } = check({ biomeExit: 1, tscExit: 2, tidy: FAILING, unit: FAILING });
    // The compiler runs twice: for what Node.js runs, and for the web.
    assert.deepEqual([status, last], [1, "3 passed, 5 failed"]);
    assert.equal(stdout.match(/^called with/gm)?.length, 3);
    for (const step of ["tests", "tidy"]) assert.match(stdout, new RegExp(`── ${step} ──\\n[^─]*planted failure`));
    assert.doesNotMatch(stdout, /--write/);
  });

  test("fails when something could not be run at all", () => {
    const { status, stdout, last } = check({ notRun: "the fsync tests: strace is missing" });
    assert.deepEqual([status, last], [1, "8 passed, 1 failed"]);
    assert.match(stdout, /^NOT RUN {2}the fsync tests: strace is missing$/m);
  });

  test("repairs with --fix before it looks", () => {
    const { status, stdout, last } = check({ biomeExit: 1 }, "--fix");
    assert.match(stdout, /called with check .*--write/);
    assert.deepEqual([status, last], [1, "7 passed, 1 failed"]);
  });
});
