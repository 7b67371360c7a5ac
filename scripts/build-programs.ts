import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { buildContracts } from "./contracts-bundle.ts";

/** The programs of a node: the command line, and the threads that it starts from beside itself. What they share lies beside them. */
const PROGRAMS = {
  cli: "src/cli/main.ts",
  "executor-thread": "src/executor-thread.ts",
  "verifier-thread": "src/verifier-thread.ts",
  "replay-thread": "src/replay-thread.ts",
  "verify-thread": "src/verify-thread.ts",
  "press-thread": "src/press-thread.ts",
};
const SCENARIOS = "src/scenarios/index.ts";

/** Files that a build of this project needs. */
export const ENTRIES: readonly string[] = [...Object.values(PROGRAMS), SCENARIOS];

/** Builds programs and contracts into a folder of the project and gives the hash of the contracts. */
export async function buildPrograms(folder: string): Promise<string> {
  const [hash] = await Promise.all([writeContracts(folder), bundlePrograms(folder)]);
  return hash;
}

async function bundlePrograms(folder: string): Promise<void> {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  removeBuilt(folder);
  await build({
    entryPoints: PROGRAMS,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    sourcemap: "linked",
    define: { "process.env.SANLIAN_VERSION": JSON.stringify(version) },
    logLevel: "warning",
  });
}

/** Removes what an earlier build left: what programs share lies in files whose names change with what is in them. */
function removeBuilt(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (/\.mjs(\.map)?$/.test(name)) rmSync(join(folder, name));
}

/** Writes the bundle beside earlier ones: ledgers replay each height with the bundle that ran then. */
async function writeContracts(folder: string): Promise<string> {
  const { hash, code } = await buildContracts(SCENARIOS);
  mkdirSync(join(folder, "contracts"), { recursive: true });
  writeFileSync(join(folder, "contracts", `${hash}.mjs`), code);
  writeFileSync(join(folder, "contracts", "current"), `${hash}\n`);
  return hash;
}
