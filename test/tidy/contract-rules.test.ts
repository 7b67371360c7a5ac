import { deterministic, noFloats, noRandomImports, nothingCaught, synchronous } from "./contract-rules.ts";
import { planted, testRule } from "./rule-suite.ts";

const FORBIDDEN = [
  "Date.now()",
  "new Date()",
  "new Date(time)",
  "performance.now()",
  "Math.random()",
  "crypto.getRandomValues(bytes)",
  "crypto.randomUUID()",
  "setTimeout(f, 1)",
  "setInterval(f, 1)",
  "setImmediate(f)",
  "queueMicrotask(f)",
  "process.env",
  "new Intl.NumberFormat()",
  "a.localeCompare(b)",
  "a.toLocaleString()",
];

testRule({
  name: "deterministic code",
  rule: deterministic,
  bites: FORBIDDEN.flatMap((code) =>
    ["src/kernel/a.ts", "src/kit/a.ts", "src/scenarios/transfer/commands/a.ts", "examples/a/rules.ts"].map((path) =>
      planted(path, `const a = ${code};`),
    ),
  ),
  spares: [
    planted(
      "src/kernel/a.ts",
      `// Date.now() is the machine's.`,
      `const a = "Math.random()";`,
      `const b = Date.UTC(2026, 0, 1);`,
    ),
    planted("src/kernel/crypto-web.ts", `globalThis.crypto.getRandomValues(bytes);`),
    planted("src/kernel/a.test.ts", `const a = Date.now();`),
    planted("src/ledger/a.ts", `const a = Date.now();`),
  ],
});

testRule({
  name: "no randomness in contracts",
  rule: noRandomImports,
  bites: [planted("src/kit/a.ts", `import { randomBytes } from "#kernel/crypto";`)],
  spares: [planted("src/kernel/a.ts", `export { randomBytes };`), planted("src/ledger/a.ts", `randomBytes(16);`)],
});

testRule({
  name: "no floats",
  rule: noFloats,
  bites: [
    planted("src/kit/a.ts", `const rate = 0.97;`),
    planted("src/kit/a.ts", `const rate = 1_000.5;`),
    planted("src/kit/a.ts", `const rate = 97e-2;`),
    planted("src/kit/a.ts", `const yuan = parseFloat(text);`),
    planted("src/kernel/a.ts", `return yuan.toFixed(2);`),
    planted("src/scenarios/transfer/rules.ts", `const yuan = fen / 100;`),
    planted("src/scenarios/transfer/rules.ts", `const fen = yuan * 100;`),
    planted("src/kit/a.ts", `const amount = Number(row.amountFen);`),
    planted("src/kit/a.ts", `const amount = Number(totalAmount);`),
    planted("src/kit/a.ts", `interface Line { readonly amountFen: number }`),
  ],
  spares: [
    planted(
      "src/kit/a.ts",
      `const yuan = fen / 100n;`,
      `const half = basisPoints * 10_000;`,
      `const wide = size * 1000;`,
    ),
    planted("src/kit/a.ts", `// 0.97 of it`, `const text = "0.97";`, `const year = Number(day.slice(0, 4));`),
    planted("src/kit/a.test.ts", `const rate = 0.97;`),
    planted("src/api/a.ts", `const share = 0.5;`),
  ],
});

testRule({
  name: "synchronous contracts",
  rule: synchronous,
  bites: [
    planted("src/scenarios/transfer/commands/a.ts", `async run(tx) {}`),
    planted("src/scenarios/transfer/rules.ts", `const a = Promise.resolve(1);`),
    planted("src/kit/a.ts", `a.then(b);`),
  ],
  spares: [
    planted("src/scenarios/transfer/commands/a.ts", `run(tx) {}`, `// never async`),
    planted("src/scenarios/transfer/commands/a.test.ts", `test("x", async () => {});`),
    planted("src/kernel/a.ts", `export async function a() {}`),
  ],
});

testRule({
  name: "nothing caught in contracts",
  rule: nothingCaught,
  bites: [
    planted("src/kit/a.ts", `try { post(tx); } catch { return undefined; }`),
    planted("src/scenarios/transfer/rules.ts", `try { post(tx); } finally { count++; }`),
  ],
  spares: [planted("src/kernel/a.ts", `try { parse(text); } catch { return undefined; }`)],
});
