import { parentPort, workerData } from "node:worker_threads";
import { runExecutor } from "#ledger/executor-loop";
import type { ExecutorStart } from "#ledger/thread-messages";
import { openState } from "#sqlite/sqlite-state";
import { openVault } from "#vault/sqlite-vault";
import { loadContracts } from "./contracts-file.ts";

/** Composition root of an executor thread: the only writer of one ledger. */

const start = workerData as ExecutorStart;
if (parentPort === null) throw new Error("the executor runs in a worker thread");
await runExecutor(parentPort, async () => {
  const contracts = await loadContracts(start.contractsPath, start.genesis.scenarios);
  const vault = openVault(start.vaultPath);
  const state = openState(start.statePath, contracts.tables.values());
  return {
    start,
    contracts,
    state,
    keepPersonal: (entries) => vault.put(entries),
    close: () => {
      state.close();
      vault.close();
    },
  };
});
