import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const RUNNER = [
  "--import",
  import.meta.resolve("tsx"),
  `--test-reporter=${fileURLToPath(import.meta.resolve("./summary-reporter.ts"))}`,
  fileURLToPath(import.meta.resolve("./run.ts")),
];

const HEAD = `import { describe, test } from "node:test";\n`;
const PLANTED = {
  "passes.test.ts": `test("one", () => {}); test("two", async (t) => { await t.test("inner", () => {}); });`,
  "fails.test.ts": `test("one", () => {});
    describe("suite", () => { test("two", async () => { throw new Error("planted failure"); }); });`,
  "unloadable.test.ts": `import "./missing.ts";`,
  "leaks.test.ts": `test("one", () => { setInterval(() => {}, 1000); });`,
  "late.test.ts": `test("one", () => { setImmediate(() => { throw new Error("planted late error"); }); });
    test("two", () => new Promise((resolve) => setTimeout(resolve, 20)));`,
  "endless.long.test.ts": `test("one", () => { throw new Error("planted long failure"); });`,
  "skips.test.ts": `test("one", { skip: "no such device" }, () => {});`,
};

describe("the test runner", () => {
  let root = "";

  before(() => {
    root = mkdtempSync(join(tmpdir(), "sanlian-run-"));
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, "package.json"), `{"type":"module"}`);
    for (const [name, text] of Object.entries(PLANTED)) writeFileSync(join(root, "src", name), HEAD + text);
  });

  after(() => rmSync(root, { recursive: true }));

  function run(filters: readonly string[], seed = "") {
    const env = { ...process.env, SEED: seed };
    const { status, stdout } = spawnSync(process.execPath, [...RUNNER, ...filters], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    return { status, stdout, last: stdout.trimEnd().split("\n").at(-1) };
  }

  test("counts tests and exits with 0 when all pass", () => {
    const { status, last } = run(["passes"]);
    assert.deepEqual([status, last], [0, "3 passed, 0 failed"]);
  });

  test("shows a failure and exits with 1", () => {
    const { status, stdout, last } = run(["fails"]);
    assert.match(stdout, /FAILED {3}src\/fails\.test\.ts · suite · two\n.*planted failure/);
    assert.deepEqual([status, last], [1, "1 passed, 1 failed"]);
  });

  test("counts a file that cannot be loaded as a failure", () => {
    const { status, last } = run(["unloadable", "passes"]);
    assert.deepEqual([status, last], [1, "3 passed, 1 failed"]);
  });

  test("ends and fails when a test leaves a handle open", () => {
    const { status, stdout, last } = run(["leaks"]);
    assert.match(stdout, /keeps the process alive: .*Timeout/);
    assert.deepEqual([status, last], [1, "1 passed, 1 failed"]);
  });

  test("fails when something throws after its test has ended", () => {
    const { status, stdout, last } = run(["late"]);
    assert.match(stdout, /planted late error/);
    assert.deepEqual([status, last], [1, "2 passed, 1 failed"]);
  });

  test("says which tests are skipped and why", () => {
    const { status, stdout, last } = run(["skips"]);
    assert.match(stdout, /skipped {2}src\/skips\.test\.ts · one: no such device\n1 skipped\n/);
    assert.deepEqual([status, last], [0, "0 passed, 0 failed"]);
  });

  test("fails when the filters leave no test", () => {
    assert.equal(run(["no-such-file"]).status, 1);
  });

  test("runs long tests only by name", () => {
    assert.equal(run(["endless", "passes"]).last, "3 passed, 0 failed");
    assert.equal(run([".long"]).last, "0 passed, 1 failed");
  });

  test("leaves out what a filter with ! names", () => {
    assert.equal(run(["s.test", "!fails", "!leaks", "!skips"]).last, "3 passed, 0 failed");
  });

  test("replays the order of a seed and takes another order for another seed", () => {
    for (const name of ["a", "b", "c", "d", "e"]) {
      writeFileSync(join(root, "src", `order-${name}.test.ts`), `console.log("ran ${name}");`);
    }
    const orderOf = (seed: string) =>
      run(["order-"], seed)
        .stdout.match(/ran \w/g)
        ?.join(" ");
    const orders = new Set(["1", "2", "3", "4"].map(orderOf));
    assert.ok(orders.size > 1, `four seeds gave one order: ${[...orders].join()}`);
    assert.equal(orderOf("1"), orderOf("1"));
  });
});
