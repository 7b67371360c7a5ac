import { parentPort, workerData } from "node:worker_threads";
import { fromBase64 } from "#kernel/bytes";
import { ReplayOpener } from "#ledger/open-for-replay";
import { wholeTx } from "#ledger/run-query";
import { openStateReader } from "#sqlite/sqlite-state";
import { loadContracts } from "./contracts-file.ts";
import type { ReplayStart } from "./replay-blocks.ts";

/** Composition root of a replay thread: reads stored blocks and checks their signatures while another thread executes. */

const { genesis, statePath, contractsPath } = workerData as ReplayStart;
if (parentPort === null) throw new Error("replay opens blocks in a worker thread");
const main = parentPort;
const contracts = await loadContracts(contractsPath, genesis.scenarios);
const state = openStateReader(statePath);
const tx = wholeTx(state);
const opener = new ReplayOpener({
  genesis,
  commands: contracts.commands,
  publicKey: (keyId) => fromBase64(contracts.directory.publicKey(tx, keyId) ?? ""),
});

main.on("message", (height: number) => {
  const raw = state.block(height)?.raw;
  main.postMessage(raw === undefined ? undefined : opener.open(raw));
});
