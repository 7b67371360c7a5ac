import { type Import, importsOf } from "./imports.ts";
import { type Finding, isCode, isTest, type SourceFile } from "./source-file.ts";

/** The rings of `src/`, and which other rings each may import. Whatever is not listed may not be imported. */
export const RINGS: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  ledger: ["kernel"],
  sqlite: ["ledger", "kernel"],
  vault: ["sqlite", "kernel"],
  kit: ["kernel"],
  scenarios: ["kit", "kernel"],
  client: ["kernel"],
  demo: ["client", "kit", "kernel"],
  papers: ["kernel"],
  api: ["scenarios", "papers", "ledger", "vault", "kernel"],
  web: ["pages", "client", "kernel"],
  pages: ["web", "scenarios", "client", "kit", "kernel"],
  cli: ["node", "demo", "scenarios", "client", "ledger", "vault", "kernel"],
  node: ["cli", "demo", "api", "papers", "client", "scenarios", "kit", "vault", "sqlite", "ledger", "kernel"],
};

const SCENARIO_LIST = "src/scenarios/index.ts";
/** What scenarios print: kept out of the list above, for it is no part of a contract. */
const PAPER_LIST = "src/scenarios/papers.ts";
const PAGE_LIST = "src/scenarios/pages.ts";
const WEB_MAIN = "src/web/main.tsx";
const SHAPE = "src/kernel/shape.ts";

/** Imports go one way; other rings come by `#ring/name`; a scenario never imports another; doors see only the list of them. */
export function oneWayImports(files: readonly SourceFile[]): Finding[] {
  return files.filter(isSource).flatMap((file) => {
    const ring = ringOf(file.path);
    if (ring === undefined) return [];
    return importsOf(file).flatMap((found) => {
      const message = borderProblem(file.path, ring, found);
      return message === undefined ? [] : [{ path: file.path, line: found.line, message }];
    });
  });
}

function borderProblem(path: string, ring: string, { specifier, target }: Import): string | undefined {
  if (target === undefined) return undefined;
  const other = ringOf(target);
  if (other === undefined) return `${specifier} lies outside src/`;
  if (other === "pages" && ring === "web" && path !== WEB_MAIN) return `${specifier}: only ${WEB_MAIN} knows the pages`;
  const isOwnScenario = ring === "pages" && other === "scenarios" && scenarioOf(path) === scenarioOf(target);
  if (isOwnScenario) return undefined;
  if (other !== ring) return otherRingProblem(ring, other, specifier, target);
  const isOfScenario = ![SCENARIO_LIST, PAPER_LIST, PAGE_LIST].includes(path) && ["scenarios", "pages"].includes(ring);
  const isOtherScenario = isOfScenario && scenarioOf(path) !== scenarioOf(target);
  return isOtherScenario ? `${specifier}: a scenario never imports another; what two share belongs to kit` : undefined;
}

function otherRingProblem(ring: string, other: string, specifier: string, target: string): string | undefined {
  if (RINGS[ring] === undefined) return `${ring} is not a ring of test/tidy/ring-rules.ts`;
  if (!RINGS[ring].includes(other)) return `${specifier}: ${ring} may import ${RINGS[ring].join(", ") || "no ring"}`;
  if (other === "scenarios" && target !== SCENARIO_LIST && !(ring === "node" && target === PAPER_LIST))
    return `${specifier}: only #scenarios/index is for others`;
  if (specifier.startsWith(".") && other !== "node") return `${specifier}: write #${other}/… across rings`;
  return undefined;
}

/** No file reaches itself through imports, those of types included. Reports each knot once, at its first file. */
export function noCycles(files: readonly SourceFile[]): Finding[] {
  const targets = new Map(files.filter((file) => isCode(file.path)).map((file) => [file.path, targetsOf(file)]));
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) {
      findings.push({ path, line: 1, message: `imports itself: ${[...trail.slice(at), path].join(" → ")}` });
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return findings;
}

/** Only the shape file imports Zod, tests and scripts included. */
export function zodInShapeOnly(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => isCode(file.path) && file.path !== SHAPE)
    .flatMap((file) =>
      importsOf(file)
        .filter(({ specifier }) => /^zod(\/|$)/.test(specifier))
        .map(({ line }) => ({ path: file.path, line, message: "zod: use #kernel/shape" })),
    );
}

function targetsOf(file: SourceFile): string[] {
  return importsOf(file).flatMap(({ target }) => target ?? []);
}

function isSource(file: SourceFile): boolean {
  return isCode(file.path) && !isTest(file.path);
}

/**
 * `src/kernel/json.ts` lies in ring kernel; files directly in `src/` are the composition root, ring node; what scenarios
 * show in the browser is a ring of its own.
 */
function ringOf(path: string): string | undefined {
  if (path === PAGE_LIST || /^src\/scenarios\/[^/]+\/web\//.test(path)) return "pages";
  const match = /^src\/(?:([^/]+)\/)?[^/]+/.exec(path);
  return match === null ? undefined : (match[1] ?? "node");
}

function scenarioOf(path: string): string | undefined {
  return /^src\/scenarios\/([^/]+)\//.exec(path)?.[1];
}
