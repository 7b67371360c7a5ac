import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

/** Contract code as one file. Its SHA-256 is its name: a genesis and every block leaf name the code that ran. */
export interface ContractsBundle {
  /** SHA-256 of the UTF-8 of `code`, lowercase hexadecimal. */
  readonly hash: string;
  /** An ES module that holds all it needs except Node.js itself and native packages. */
  readonly code: string;
}

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const NATIVE_PACKAGES = ["sodium-native", "better-sqlite3"];
const MAY_HOLD = /^(src\/(kernel|kit|scenarios)|examples|test|node_modules)\//;

/**
 * Builds the contracts of a scenario list, given as a path from the project folder (`src/scenarios/index.ts`). The same
 * sources give the same bytes in whatever folder they lie. Fails when code of the host (ledger, api …) would get in.
 */
export async function buildContracts(entry: string, folder = PROJECT): Promise<ContractsBundle> {
  const root = realpathSync(folder);
  if (!existsSync(join(root, entry))) throw new Error(`cannot build contracts: ${entry} does not exist`);
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: "contracts.mjs",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    external: NATIVE_PACKAGES,
    // A symlinked node_modules would otherwise bring its real place into the bundle's comments.
    preserveSymlinks: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  requireContractCode(metafile);
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`cannot build contracts: ${entry} gave no output`);
  if (output.text.includes(root)) throw new Error(`cannot build contracts: the path ${root} got into the bundle`);
  return { hash: createHash("sha256").update(output.contents).digest("hex"), code: output.text };
}

function requireContractCode(metafile: Metafile): void {
  const foreign = Object.keys(metafile.inputs).filter((path) => !MAY_HOLD.test(path));
  if (foreign.length > 0) {
    throw new Error(`cannot build contracts: ${foreign.join(", ")} is not contract code (kernel, kit, scenarios)`);
  }
}
