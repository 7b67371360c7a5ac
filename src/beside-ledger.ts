import { statSync } from "node:fs";
import type { StorageUse } from "#api/node-health";
import type { ExecutorStart } from "#ledger/thread-messages";
import { openExplorerIndex } from "#sqlite/sqlite-explorer-index";
import { Desk } from "#vault/desk";

/** What a node keeps beside the databases of a ledger: the desk with its files, and the index, which can be made again. */

type Paths = Pick<ExecutorStart, "statePath" | "vaultPath">;

/** Opens the desk: `vault-desk.db` and `vault-files/` beside `vault.db`. */
export function openDesk({ vaultPath }: Paths): Desk {
  const base = withoutEnding(vaultPath);
  return new Desk(`${base}-desk.db`, `${base}-files`);
}

/** Opens the index: `ledger-index.db` beside `ledger.db`. */
export function openIndex({ statePath }: Paths): ReturnType<typeof openExplorerIndex> {
  return openExplorerIndex(`${withoutEnding(statePath)}-index.db`);
}

/** Bytes that a ledger takes on the disk of this node; its index and what is not written back yet count with it. */
export function storageUse({ statePath, vaultPath }: Paths, desk: Desk): StorageUse {
  return {
    ledgerBytes: databaseBytes(statePath) + databaseBytes(`${withoutEnding(statePath)}-index.db`),
    vaultBytes: databaseBytes(vaultPath) + databaseBytes(`${withoutEnding(vaultPath)}-desk.db`),
    filesBytes: desk.files.bytes(),
  };
}

function databaseBytes(path: string): number {
  return [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

function withoutEnding(path: string): string {
  return path.replace(/\.db$/, "");
}
