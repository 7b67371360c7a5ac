import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Builds the programs that the bench runs, as `npm start` would build them: a TypeScript loader costs time in hot code. */
export async function buildBench(): Promise<string> {
  const outdir = fileURLToPath(new URL("../dist/bench", import.meta.url));
  const source = (name: string): string => fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
  await build({
    entryPoints: {
      "node-process": fileURLToPath(new URL("node-process.ts", import.meta.url)),
      "load-client": fileURLToPath(new URL("load-client.ts", import.meta.url)),
      "verify-process": fileURLToPath(new URL("verify-process.ts", import.meta.url)),
      "executor-thread": source("executor-thread"),
      "verifier-thread": source("verifier-thread"),
      "replay-thread": source("replay-thread"),
      "verify-thread": source("verify-thread"),
    },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  return outdir;
}
