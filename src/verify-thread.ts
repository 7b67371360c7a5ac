import { parentPort, workerData } from "node:worker_threads";
import { installGuard } from "#ledger/guard";
import { type AnchoredHead, type Verdict, verifyLedger } from "#ledger/verify";
import { openState, openStateReader } from "#sqlite/sqlite-state";
import { loadContracts } from "./contracts-file.ts";
import { openBlocksInThread, type ReplayStart } from "./replay-blocks.ts";

/** What a verify thread starts with. */
export interface VerifyStart extends ReplayStart {
  readonly genesisHash?: string;
  readonly anchors: readonly AnchoredHead[];
  /** Where the rows of the replay are kept for a while. */
  readonly freshPath: string;
}

export type FromVerify =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "verdict"; readonly verdict: Verdict };

/**
 * Composition root of a verify thread. It has the determinism guard as an executor has: a transaction that became a fault
 * because of the guard becomes one again.
 */

const { genesis, statePath, contractsPath, genesisHash, anchors, freshPath } = workerData as VerifyStart;
if (parentPort === null) throw new Error("verify runs in a worker thread");
const main = parentPort;
const post = (message: FromVerify): void => main.postMessage(message);
const guard = installGuard();
const contracts = await loadContracts(contractsPath, genesis.scenarios);
const stored = openStateReader(statePath);
const fresh = openState(freshPath, contracts.tables.values(), { isTemporary: true });
const opener = openBlocksInThread({ genesis, statePath, contractsPath });
try {
  const verdict = await verifyLedger({
    ...(genesisHash === undefined ? {} : { genesisHash }),
    contracts,
    stored,
    fresh,
    guard,
    openBlock: (height) => opener.open(height),
    anchors,
    onProgress: (done, total) => post({ kind: "progress", done, total }),
  });
  post({ kind: "verdict", verdict });
} finally {
  await opener.close();
  stored.close();
  fresh.close();
}
