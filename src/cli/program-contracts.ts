import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "#kernel/crypto";
import { CliProblem } from "./cli-problem.ts";

/** The contract code that this program brings. */
export interface ProgramContracts {
  readonly hash: string;
  /** It lies in the program's folder, where the native packages that it imports are found. */
  readonly path: string;
}

/** The bundle that was built with this program. @throws CliProblem `not_built`, `contracts_damaged` */
export function programContracts(programFolder: string): ProgramContracts {
  const current = join(programFolder, "contracts", "current");
  if (!existsSync(current)) throw new CliProblem("not_built", { path: current });
  const hash = readFileSync(current, "utf8").trim();
  return { hash, path: bundlePath(programFolder, hash, join(programFolder, "contracts")) };
}

/**
 * A bundle by its hash: the program's own, or a copy that a ledger keeps, brought to the program's folder because the native
 * packages that it imports are found from there. @throws CliProblem `contracts_missing`, `contracts_damaged`
 */
export function bundlePath(programFolder: string, hash: string, keptIn: string): string {
  const path = join(programFolder, "contracts", `${hash}.mjs`);
  const kept = join(keptIn, `${hash}.mjs`);
  if (!existsSync(path)) {
    if (!existsSync(kept)) throw new CliProblem("contracts_missing", { path: kept });
    copyFileSync(kept, path);
  }
  if (sha256Hex(readFileSync(path)) !== hash) throw new CliProblem("contracts_damaged", { path });
  return path;
}
