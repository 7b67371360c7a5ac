import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keyPairFromSeed } from "#kernel/crypto";
import { assembleContracts } from "#ledger/contracts";
import type { ExecutorStart } from "#ledger/thread-messages";
import { openState } from "#sqlite/sqlite-state";
import { openVault } from "#vault/sqlite-vault";
import type { VaultEntry } from "#vault/vault";
import { scenarios } from "../src/scenarios/index.ts";
import { BlockRunner } from "../test/support/block-runner.ts";
import { makeManyCases } from "../test/support/many-cases.ts";
import { manyPeople } from "../test/support/many-people.ts";
import { testContracts, testStart } from "../test/support/node-harness.ts";

/** A ledger with many cases on files. Making it takes minutes, so it is kept under the hash of the contracts it was made by. */

export const CASES = 10_000;
const COSTS = 1;
const VAULT_ENTRIES = 2_000;
const LISTS = fileURLToPath(new URL("../dist/lists", import.meta.url));

/** What a node starts with to serve the ledger, which is made when it is missing. Others that were made before are removed. */
export async function listsLedger(
  caseCount: number,
  onProgress: (done: number, total: number, what: string) => void,
): Promise<ExecutorStart> {
  const contracts = await testContracts("src/scenarios/index.ts");
  const name = `${contracts.hash.slice(0, 16)}-${caseCount}`;
  const folder = join(LISTS, name);
  const people = manyPeople(caseCount);
  const start = testStart(
    { name: "unit", scenarios: ["council", "transfer"], people, clock: "real" },
    folder,
    contracts,
  );
  if (existsSync(join(folder, "made"))) return start;
  rmSync(LISTS, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make(start, caseCount, onProgress);
  writeFileSync(join(folder, "made"), "");
  return start;
}

function make(
  start: ExecutorStart,
  caseCount: number,
  onProgress: (done: number, total: number, what: string) => void,
): void {
  const { genesis, statePath, vaultPath } = start;
  const contracts = assembleContracts(genesis.bundle, scenarios, genesis.scenarios);
  const state = openState(statePath, contracts.tables.values());
  const vault = openVault(vaultPath);
  let waiting: VaultEntry[] = [];
  const keepWaiting = (): void => {
    vault.put(waiting);
    waiting = [];
  };
  const runner = new BlockRunner({
    genesis,
    contracts,
    state,
    keys: {
      log: keyPairFromSeed(start.logSeed),
      cosign: keyPairFromSeed(start.cosignSeed),
      cosignerName: start.cosignerName,
    },
    keepPersonal: (entries) => {
      waiting.push(...entries);
      if (waiting.length >= VAULT_ENTRIES) keepWaiting();
    },
  });
  makeManyCases(runner, { count: caseCount, costs: COSTS, onProgress });
  keepWaiting();
  vault.close();
  state.close();
}
