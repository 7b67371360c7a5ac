import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { sha256Hex } from "#kernel/crypto";
import type { Scenario } from "#kernel/scenario";
import { assembleContracts, type Contracts } from "#ledger/contracts";

/**
 * Loads a contract bundle. Its file is named by the SHA-256 of its bytes, and those are checked: whoever changed the file
 * does not get to execute a ledger with it.
 */
export async function loadContracts(path: string, scenarios: readonly string[]): Promise<Contracts> {
  const hash = sha256Hex(await readFile(path));
  assert(
    basename(path) === `${hash}.mjs`,
    `the contract bundle ${basename(path)} was changed: its content has the hash ${hash}`,
  );
  const bundle = (await import(pathToFileURL(path).href)) as { readonly scenarios: readonly Scenario[] };
  return assembleContracts(hash, bundle.scenarios, scenarios);
}
