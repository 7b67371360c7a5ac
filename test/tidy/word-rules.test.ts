import { planted, testRule } from "./rule-suite.ts";
import { noConsole, noLeftovers, noLineReferences, noMachinePlaces, noSilencing } from "./word-rules.ts";

testRule({
  name: "no leftovers",
  rule: noLeftovers,
  bites: ["TO", "FIX", "XX"].map((word, index) => planted("docs/a.md", `${word}${["DO", "ME", "X"][index]}: later`)),
  spares: [
    planted("docs/a.md", "What is left to do stands in the issues."),
    planted("src/kernel/a.ts", `const methodology = "XXXI";`),
  ],
});

testRule({
  name: "no machine places",
  rule: noMachinePlaces,
  bites: [
    planted("docs/a.md", `see ${"/wor"}k/main/docs`),
    planted("src/kernel/a.ts", `const home = "${"/hom"}e/somebody";`),
    planted("docs/a.md", `written by ${"Clau"}de`),
  ],
  spares: [planted("docs/a.md", "GET /ledgers/work/1, docs/home/page.md, a cloud")],
});

testRule({
  name: "no console outside programs",
  rule: noConsole,
  bites: [planted("src/ledger/a.ts", `console.log("x");`), planted("src/kernel/a.test.ts", `console.error("x");`)],
  spares: [
    planted("src/cli/main.ts", `console.log("x");`),
    planted("src/ledger/a.ts", `// console.log("x")`, `const t = "console.log";`),
  ],
});

testRule({
  name: "no silencing of the compiler",
  rule: noSilencing,
  bites: [
    planted("src/kernel/a.ts", `// @ts-${"ignore"}`, `x();`),
    planted("src/kernel/a.ts", `// @ts-${"nocheck"} for now`),
    planted("src/kernel/a.ts", `// @ts-expect-error`, `x();`),
  ],
  spares: [
    planted("src/kernel/a.ts", `// @ts-expect-error: a promise is not a result.`, `x();`),
    planted("src/kernel/a.ts", `const s = "@ts-ignore";`),
  ],
});

testRule({
  name: "no line numbers in documents",
  rule: noLineReferences,
  bites: [planted("docs/a.md", "see `verify.ts:120`")],
  spares: [planted("docs/a.md", "see `verify.ts`, and http://localhost:4180")],
});
