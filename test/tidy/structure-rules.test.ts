import { planted, testRule } from "./rule-suite.ts";
import { documentedExports, noModuleState } from "./structure-rules.ts";

testRule({
  name: "no module state",
  rule: noModuleState,
  bites: [
    planted("src/ledger/a.ts", `let counter = 0;`),
    planted("src/ledger/a.ts", `export let counter = 0;`),
    planted("src/ledger/a.ts", `var counter = 0;`),
    planted("src/ledger/a.ts", `const cache = new Map<string, number>();`),
    planted("src/ledger/a.ts", `export const seen: Set<string> = new Set();`),
    planted("src/ledger/a.ts", `const queue: string[] = [];`),
    planted("src/ledger/a.ts", `const state: Record<string, number> = {};`),
  ],
  spares: [
    planted("src/ledger/a.ts", `function a() {`, `  let counter = 0;`, `}`),
    planted("src/ledger/a.ts", `const NAMES = new Set(["a"]);`, `const LIST = ["a"];`),
    planted("src/ledger/a.ts", `const NOTHING: ReadonlyMap<string, number> = new Map();`),
    planted("src/ledger/a.test.ts", `let counter = 0;`),
  ],
});

testRule({
  name: "documented exports",
  rule: documentedExports,
  bites: [
    planted("src/kernel/a.ts", `export function a(): void {}`),
    planted("src/kernel/a.ts", `// A line comment promises nothing.`, `export function a(): void {}`),
    planted("src/kernel/a.ts", `export async function a(): Promise<void> {}`),
    planted("src/kernel/a.ts", `export function* a(): Generator<number> {}`),
    planted("src/kernel/a.ts", `export const a = (b: number) => b;`),
    planted("src/kernel/a.ts", `export const a = async <T>(b: T): Promise<T> => b;`),
    planted("src/kernel/a.ts", `export class A {}`),
    planted("src/kernel/a.ts", `/** One. */`, `export function a(): void {}`, ``, `export function b(): void {}`),
    planted("scripts/a.ts", `export function a(): void {}`),
    planted("scripts/a.mjs", `export function a() {}`),
  ],
  spares: [
    planted("src/kernel/a.ts", `/** Counts. */`, `export function a(): void {}`, `function b(): void {}`),
    planted(
      "src/kernel/a.ts",
      `/** Counts. */`,
      `export function a(b: number): void;`,
      `export function a(b: string): void;`,
    ),
    planted("src/kernel/a.ts", `/** Counts. */`, `// biome-ignore lint/x/y: because`, `export function a(): void {}`),
    planted("src/kernel/a.ts", `export const list = [1, 2];`, `export interface A {}`),
    planted("scripts/a.d.mts", `export function a(): void;`),
  ],
});
