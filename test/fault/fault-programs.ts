import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { testContracts } from "../support/node-harness.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Faults that are built into a node where they cannot be brought about from outside; the product has no switch for them. */
export type Plant =
  /** Most commits come after their acknowledgements. */
  | "late-commits"
  /** The write-ahead log is copied back every few blocks: a condition, not a fault. */
  | "early-checkpoints"
  /** The settings are read back as they must be, and then nothing is synced. */
  | "unsynced-database"
  /** `synchronous` does not take. */
  | "unsafe-database";

/** A node built for the fault tests. */
export interface FaultPrograms {
  /** What `node` runs. */
  readonly node: string;
  readonly contracts: { readonly path: string; readonly hash: string };
  /** Deletes what was built. */
  remove(): void;
}

/**
 * Builds a node with all its packages in one file a thread: it starts in a third of a second. Inside the project, where the
 * native packages are found.
 */
export async function buildFaultPrograms(plant?: Plant): Promise<FaultPrograms> {
  mkdirSync(join(PROJECT, "dist"), { recursive: true });
  const folder = mkdtempSync(join(PROJECT, "dist", "fault-"));
  await build({
    absWorkingDir: PROJECT,
    entryPoints: {
      "fault-node": "test/fault/fault-node.ts",
      "executor-thread": "src/executor-thread.ts",
      "verifier-thread": "src/verifier-thread.ts",
    },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    external: ["sodium-native", "better-sqlite3"],
    // Packages in CommonJS ask for `require`, which ES modules do not have.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
    plugins: plant === undefined ? [] : [planted(plant)],
  });
  return {
    node: join(folder, "fault-node.mjs"),
    contracts: await testContracts(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Puts `plants/<plant>.ts` in the place of the file that opens databases. */
function planted(plant: Plant): Plugin {
  const path = join(PROJECT, "test", "fault", "plants", `${plant}.ts`);
  return {
    name: plant,
    setup: ({ onResolve }) =>
      onResolve({ filter: /^(#sqlite|\.)\/database(\.ts)?$/ }, ({ importer }) =>
        importer === path ? undefined : { path },
      ),
  };
}
