import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { buildContracts } from "./contracts-bundle.ts";

/** Builds `dist/`: the host programs, and the contracts bundle under its own hash. Run in the project folder. */

const PROGRAMS = {
  cli: "src/cli/main.ts",
  "executor-thread": "src/executor-thread.ts",
  "verifier-thread": "src/verifier-thread.ts",
  "replay-thread": "src/replay-thread.ts",
};
const SCENARIOS = "src/scenarios/index.ts";

async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: PROGRAMS,
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    sourcemap: "linked",
    logLevel: "warning",
  });
}

/** Writes the bundle beside earlier ones: ledgers replay each height with the bundle that ran then. */
async function writeContracts(): Promise<string> {
  const { hash, code } = await buildContracts(SCENARIOS);
  mkdirSync("dist/contracts", { recursive: true });
  writeFileSync(`dist/contracts/${hash}.mjs`, code);
  writeFileSync("dist/contracts/current", `${hash}\n`);
  return hash;
}

const missing = [...Object.values(PROGRAMS), SCENARIOS].filter((entry) => !existsSync(entry));
if (missing.length > 0) {
  console.error(`Cannot build: ${missing.join(", ")} ${missing.length === 1 ? "does" : "do"} not exist.`);
  process.exitCode = 1;
} else {
  const startedAt = Date.now();
  const [hash] = await Promise.all([writeContracts(), buildPrograms()]);
  console.log(`Built dist/ in ${Date.now() - startedAt} ms; contracts ${hash}`);
}
