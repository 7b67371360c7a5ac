import { parentPort } from "node:worker_threads";
import { Door, rememberKeys } from "#ledger/door";
import { wholeTx } from "#ledger/run-query";
import { runVerifier } from "#ledger/verifier-loop";
import { openStateReader } from "#sqlite/sqlite-state";
import { loadContracts } from "./contracts-file.ts";

/** Composition root of a verifier thread: opens submissions of every ledger of the node and checks their signatures. */

if (parentPort === null) throw new Error("the verifier runs in a worker thread");
runVerifier(parentPort, async ({ genesis, contractsPath, statePath }) => {
  const contracts = await loadContracts(contractsPath, genesis.scenarios);
  const tx = wholeTx(openStateReader(statePath));
  return new Door({ genesis, contracts, publicKey: rememberKeys((keyId) => contracts.directory.publicKey(tx, keyId)) });
});
