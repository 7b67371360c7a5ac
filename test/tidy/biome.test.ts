import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { RINGS } from "./ring-rules.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIG: Config = JSON.parse(readFileSync(join(PROJECT, "biome.json"), "utf8"));

interface Config {
  readonly overrides: readonly { readonly includes: readonly string[]; readonly linter: { readonly rules: Rules } }[];
}

interface Rules {
  readonly style?: {
    readonly noRestrictedImports?: { readonly options: { readonly patterns: readonly { message: string }[] } };
  };
}

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count);

/** One violation a file; the path of the file and the rule that must bite there. */
const PLANTED: readonly (readonly [path: string, rule: string, text: string])[] = [
  [
    "src/kernel/cycle-a.ts",
    "lint/suspicious/noImportCycles",
    `import type { B } from "#kernel/cycle-b";\nexport type A = B;\n`,
  ],
  [
    "src/kernel/cycle-b.ts",
    "lint/suspicious/noImportCycles",
    `import type { A } from "./cycle-a.ts";\nexport type B = A;\n`,
  ],
  ["src/kernel/camelCase.ts", "lint/style/useFilenamingConvention", `export const camel = 1;\n`],
  ["src/kernel/long-file.ts", "lint/style/noExcessiveLinesPerFile", lines(401, "run();")],
  ["src/kernel/long-file.test.ts", "lint/style/noExcessiveLinesPerFile", lines(601, "run();")],
  [
    "src/kernel/long-function.ts",
    "lint/complexity/noExcessiveLinesPerFunction",
    `export function long(a: () => void) {\n${lines(71, "  a();")}}\n`,
  ],
  [
    "src/kernel/floating.ts",
    "lint/nursery/noFloatingPromises",
    `async function wait(): Promise<void> {}\nexport function go(): void {\n  wait();\n}\n`,
  ],
  [
    "src/kernel/misused.ts",
    "lint/nursery/noMisusedPromises",
    `async function isOpen(): Promise<boolean> {\n  return true;\n}\nexport function go(): number {\n  if (isOpen()) return 1;\n  return 2;\n}\n`,
  ],
  ["src/kernel/any.ts", "lint/suspicious/noExplicitAny", `export const x: any = 1;\n`],
  ["src/kernel/default.ts", "lint/style/noDefaultExport", `const x = 1;\nexport default x;\n`],
  ["src/kernel/barrel.ts", "lint/performance/noBarrelFile", `export { camel } from "./camelCase.ts";\n`],
  ["src/kernel/re-export-all.ts", "lint/performance/noReExportAll", `export * from "./camelCase.ts";\n`],
  [
    "src/kernel/non-null.ts",
    "lint/style/noNonNullAssertion",
    `export const first = (list: string[]): string => list[0]!;\n`,
  ],
  [
    "src/kernel/unused.ts",
    "lint/correctness/noUnusedImports",
    `import { camel } from "./camelCase.ts";\nexport const x = 1;\n`,
  ],
  ["src/kernel/type-import.ts", "lint/style/useImportType", `import { A } from "./cycle-a.ts";\nexport type X = A;\n`],
  ["src/kernel/zod.test.ts", "lint/style/noRestrictedImports", `import { z } from "zod";\nexport const x = z;\n`],
  [
    "examples/shop/rules.ts",
    "lint/style/noRestrictedImports",
    `import { x } from "#ledger/service";\nexport const y = x;\n`,
  ],
  ["src/node.ts", "lint/style/noRestrictedImports", `import { z } from "zod";\nexport const x = z;\n`],
  ["src/kernel/quotes.ts", "format", `export const x = 'single';\n`],
  ["src/kernel/wide.ts", "format", `export const x = [${Array.from({ length: 30 }, () => "1000").join(", ")}];\n`],
  [
    "src/kernel/unsorted.ts",
    "assist/source/organizeImports",
    `import { b } from "./b.ts";\nimport { a } from "./a.ts";\nexport const x = [a, b];\n`,
  ],
  ["src/scenarios/transfer/text/zh.json", "format", `{"a":   "甲"}\n`],
];

const CLEAN = `/** Adds. */\nexport function add(a: bigint, b: bigint): bigint {\n  return a + b;\n}\n`;

/** Packages whose place is one ring, as the rings import them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "node:assert/strict": ["kernel", "ledger", "sqlite", "vault", "kit", "scenarios", "papers", "api", "cli"],
  "node:crypto": ["kernel", "ledger", "sqlite", "vault", "papers", "api", "cli"],
  "node:fs": ["ledger", "sqlite", "vault", "papers", "api", "cli"],
  "node:fs/promises": ["ledger", "sqlite", "vault", "papers", "api", "cli"],
  "node:http": ["ledger", "sqlite", "vault", "papers", "api", "cli"],
  "sodium-native": ["kernel"],
  "@noble/curves/ed25519.js": ["kernel"],
  "better-sqlite3": ["sqlite"],
  pdfkit: ["papers"],
  "easy-template-x": ["papers"],
  fastify: ["api"],
  "prom-client": ["api"],
  commander: ["cli"],
  selfsigned: ["cli"],
  zod: [],
};

/** Rings with a folder of their own; pages lie in those of their scenarios, and the ring rules watch them. */
const FOLDER_RINGS = Object.keys(RINGS).filter((ring) => ring !== "node" && ring !== "pages");
const BORDER_FILE = "border-crossings.ts";

/** What a ring may not import, by the ring table and the package table. */
function forbiddenTo(ring: string): string[] {
  const rings = FOLDER_RINGS.filter((other) => other !== ring);
  const allowed = RINGS[ring] ?? [];
  return [
    ...rings.filter((other) => !allowed.includes(other)).map((other) => `#${other}/index`),
    // Across rings only the `#` form is right, even where the ring itself is allowed.
    ...rings.map((other) => `../${other}/index.ts`),
    ...Object.keys(PACKAGES).filter((name) => !PACKAGES[name]?.includes(ring)),
  ];
}

function borderImports(ring: string): string[] {
  const rings = FOLDER_RINGS.filter((other) => other !== ring);
  return [...rings.flatMap((other) => [`#${other}/index`, `../${other}/index.ts`]), ...Object.keys(PACKAGES)];
}

describe("the linter still bites", () => {
  let root = "";
  let diagnostics: readonly Diagnostic[] = [];

  before(() => {
    root = mkdtempSync(join(tmpdir(), "sanlian-biome-"));
    const plant = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    for (const name of ["biome.json", "package.json"]) copyFileSync(join(PROJECT, name), join(root, name));
    for (const [path, , text] of PLANTED) plant(path, text);
    for (const ring of FOLDER_RINGS) {
      plant(
        `src/${ring}/${BORDER_FILE}`,
        borderImports(ring)
          .map((name) => `import "${name}";\n`)
          .join(""),
      );
    }
    plant("src/kernel/shape.ts", `import { z } from "zod";\nimport "#ledger/service";\nexport const x = z;\n`);
    plant("src/kernel/clean.ts", CLEAN);
    const biome = join(PROJECT, "node_modules/@biomejs/biome/bin/biome");
    const words = [biome, "check", "--reporter=json", "--max-diagnostics=none"];
    const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
    assert.ok(stdout.startsWith("{"), `Biome gave no report: ${stderr}`);
    diagnostics = JSON.parse(stdout).diagnostics;
  });

  after(() => rmSync(root, { recursive: true }));

  function found(path: string): readonly Diagnostic[] {
    return diagnostics.filter(({ location }) => location.path === path);
  }

  test("on every planted violation", () => {
    for (const [path, rule] of PLANTED) {
      const categories = found(path).map(({ category }) => category);
      assert.ok(categories.includes(rule), `${rule} sleeps on ${path}: found ${categories.join(", ") || "nothing"}`);
    }
  });

  test("and spares what is clean", () => {
    assert.deepEqual(found("src/kernel/clean.ts"), []);
  });

  test("on exactly the imports that the ring table forbids", () => {
    for (const ring of FOLDER_RINGS) {
      const path = `src/${ring}/${BORDER_FILE}`;
      const source = readFileSync(join(root, path), "utf8").split("\n");
      const bitten = found(path)
        .filter(({ category }) => category === "lint/style/noRestrictedImports")
        .map(({ location }) => source[location.start.line - 1]?.slice('import "'.length, -'";'.length));
      assert.deepEqual(bitten.sort(), forbiddenTo(ring).sort(), ring);
    }
  });

  test("for every border in the configuration", () => {
    const messages = CONFIG.overrides.flatMap(({ linter }) => {
      const options = linter.rules.style?.noRestrictedImports?.options;
      return options?.patterns.map(({ message }) => message) ?? [];
    });
    assert.ok(messages.length >= FOLDER_RINGS.length, "every ring has a border");
    const bitten = new Set(diagnostics.map(({ message }) => message));
    assert.deepEqual(
      messages.filter((message) => !bitten.has(message)),
      [],
    );
  });

  test("not on zod in the shape file, but on other rings there", () => {
    const bitten = found("src/kernel/shape.ts").filter(({ category }) => category === "lint/style/noRestrictedImports");
    assert.deepEqual(
      bitten.map(({ location }) => location.start.line),
      [2],
    );
  });
});
