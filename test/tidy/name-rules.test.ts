import { booleansAsk, fileNames, oneStem, unitsLast, wholeWords } from "./name-rules.ts";
import { planted, testRule } from "./rule-suite.ts";

testRule({
  name: "file names",
  rule: fileNames,
  bites: [
    planted("src/kernel/signedNote.ts"),
    planted("src/kernel/SignedNote.ts"),
    planted("src/kernel/signed_note.ts"),
    planted("src/Kernel/note.ts"),
    planted("docs/Ledger.md"),
    ...["utils", "string-utils", "helpers", "common", "misc", "task-manager", "base", "types"].map((name) =>
      planted(`src/kernel/${name}.ts`),
    ),
    planted("src/helpers/note.ts"),
    planted("src/kernel/utils.test.ts"),
  ],
  spares: [
    planted("src/kernel/signed-note.ts"),
    planted("src/kernel/signed-note.test.ts"),
    planted("src/kernel/types-of-notice.ts"),
    planted("README.md"),
    planted("README.zh.md"),
    planted(".ci/run"),
    planted("docs/decisions/0001-toolchain.md"),
    planted(".gitignore"),
  ],
});

testRule({
  name: "one stem for file, export and wire name",
  rule: oneStem,
  bites: [
    planted(
      "src/scenarios/transfer/commands/sign-contract.ts",
      `export const contractSigner = 1;`,
      `name: "transfer.sign-contract"`,
    ),
    planted(
      "src/scenarios/transfer/commands/sign-contract.ts",
      `export const signContract = { name: "transfer.contract-sign" };`,
    ),
    planted("src/scenarios/transfer/queries/cases.ts", `export const cases = { name: "council.cases" };`),
  ],
  spares: [
    planted(
      "src/scenarios/transfer/commands/sign-contract.ts",
      `export const signContract = { name: "transfer.sign-contract" };`,
    ),
    planted("src/scenarios/transfer/commands/sign-contract.test.ts", `test();`),
    planted("src/scenarios/transfer/queries/cases.ts", `export const casesQuery = { name: "transfer.cases" };`),
    planted("src/scenarios/transfer/rules.ts", `export const share = 1;`),
  ],
});

testRule({
  name: "whole words",
  rule: wholeWords,
  bites: [
    planted("src/kernel/a.ts", `const err = 1;`),
    planted("src/kernel/a.ts", `function cb() {}`),
    planted("bench/a.ts", `for (let idx = 0; ; ) {}`),
    planted("src/kernel/a.test.ts", `const res = 1;`),
  ],
  spares: [planted("src/kernel/a.ts", `const error = 1;`, `const tx = 1, ctx = 2, id = 3;`, `// const err = 1;`)],
});

testRule({
  name: "units last",
  rule: unitsLast,
  bites: [
    planted("src/api/a.ts", `interface A { readonly timeout: number }`),
    planted("src/api/a.ts", `function a(retryDelay?: number) {}`),
  ],
  spares: [
    planted(
      "src/api/a.ts",
      `interface A { readonly timeoutMs: number; readonly latencyMsMax: number; readonly interval: Interval }`,
    ),
  ],
});

testRule({
  name: "yes-or-no functions ask",
  rule: booleansAsk,
  bites: [
    planted("src/kernel/a.ts", `export function finished(a: number): boolean {`, `}`),
    planted("src/kernel/a.ts", `export function finished(`, `  a: number,`, `): boolean {`, `}`),
  ],
  spares: [
    planted("src/kernel/a.ts", `export function isFinished(a: number): boolean {`, `}`),
    planted("src/kernel/a.ts", `export function equalBytes(a: number): boolean {`, `}`),
    planted("src/kernel/a.ts", `export function finished(a: number): boolean | undefined {`, `}`),
    planted("src/kernel/a.ts", `export function count(a: boolean): number {`, `}`),
  ],
});
