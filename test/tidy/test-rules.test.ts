import { planted, testRule } from "./rule-suite.ts";
import { assertingTests, awaitedAssertions, noSleeps, noSwitchedOffTests, testTitles } from "./test-rules.ts";

const PATH = "src/kernel/a.test.ts";

testRule({
  name: "no switched-off tests",
  rule: noSwitchedOffTests,
  bites: [
    ...["test.skip", "test.only", "test.todo", "it.skip", "describe.only", "xit", "xtest", "xdescribe"].map((call) =>
      planted(PATH, `${call}("adds", () => {});`),
    ),
    planted(PATH, `test("adds", { skip: true }, () => {});`),
    planted(PATH, `test("adds", { only: true }, () => {});`),
    planted(PATH, `test("adds", (t) => { t.skip(); });`),
  ],
  spares: [
    planted(PATH, `test("adds", { skip: isWindows && "no such signal on Windows" }, () => {});`, `// test.skip("x")`),
    planted("src/kernel/skip.ts", `list.skip(true);`),
  ],
});

testRule({
  name: "no sleeps in tests",
  rule: noSleeps,
  bites: [
    planted(PATH, `await new Promise((resolve) => setTimeout(resolve, 100));`),
    planted(PATH, `await new Promise<void>(r => setTimeout(r, 100));`),
    planted(PATH, `await sleep(100);`),
  ],
  spares: [
    planted(PATH, `const guard = setTimeout(() => child.kill(), 1000);`),
    planted(PATH, `await once(server, "listening");`),
  ],
});

testRule({
  name: "awaited assertions",
  rule: awaitedAssertions,
  bites: [planted(PATH, `assert.rejects(run());`), planted(PATH, `  assert.doesNotReject(run());`)],
  spares: [
    planted(PATH, `await assert.rejects(run());`),
    planted(PATH, `test("x", () => assert.rejects(run()));`),
    planted(PATH, `assert.throws(run);`),
  ],
});

testRule({
  name: "test titles",
  rule: testTitles,
  bites: ["should add", "it Should add", "test 1", "1. adds", "", "case"].map((title) =>
    planted(PATH, `test("${title}", () => {});`),
  ),
  spares: [
    planted(PATH, `test("adds 2 amounts", () => {});`, `// test("should add")`, `test(\`adds \${n}\`, () => {});`),
  ],
});

testRule({
  name: "asserting tests",
  rule: assertingTests,
  bites: [planted(PATH, `test("adds", () => { add(1, 2); });`)],
  spares: [
    planted(PATH, `test("adds", () => { assert.equal(add(1, 2), 3); });`),
    planted("src/kernel/a.ts", `add(1, 2);`),
  ],
});
