import type { Genesis } from "#kernel/genesis";
import type { Contracts } from "#ledger/contracts";
import { rememberKeys } from "#ledger/door";
import { noGuard } from "#ledger/guard";
import { ReplayOpener } from "#ledger/open-for-replay";
import { wholeTx } from "#ledger/run-query";
import { type Verdict, verifyLedger } from "#ledger/verify";
import { openDatabase } from "#sqlite/database";
import { openState, openStateReader } from "#sqlite/sqlite-state";

/** What `verify` says of a ledger's database, replayed in this thread into memory. */
export async function verifyFiles(path: string, genesis: Genesis, contracts: Contracts): Promise<Verdict> {
  const stored = openStateReader(path);
  const fresh = openState(":memory:", contracts.tables.values());
  const publicKey = rememberKeys((keyId) => contracts.directory.publicKey(wholeTx(fresh), keyId));
  const opener = new ReplayOpener({ genesis, commands: contracts.commands, publicKey });
  try {
    return await verifyLedger({
      contracts,
      stored,
      fresh,
      guard: noGuard,
      openBlock: (height) => {
        const raw = stored.block(height)?.raw;
        return Promise.resolve(raw === undefined ? undefined : opener.open(raw));
      },
    });
  } finally {
    stored.close();
    fresh.close();
  }
}

/** What SQLite itself says of a database: `ok`, or what is wrong. */
export function integrityOf(path: string): string {
  const database = openDatabase(path, { readonly: true });
  try {
    return String(database.pragma("integrity_check", { simple: true }));
  } finally {
    database.close();
  }
}
