import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Genesis } from "#kernel/genesis";
import { ledgerRef } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import { ANCHORS_TABLE, readAnchoredHead } from "#kernel/proof-tables";
import { type AnchoredHead, type Verdict, verifyLedger } from "#ledger/verify";
import { openState, openStateReader } from "#sqlite/sqlite-state";
import { loadContracts } from "./contracts-file.ts";
import { openBlocksInThread } from "./replay-blocks.ts";

/** The files of a ledger that are to be verified. */
export interface LedgerToVerify {
  readonly genesis: Genesis;
  readonly statePath: string;
  readonly contractsPath: string;
}

export interface VerifyFilesOptions extends LedgerToVerify {
  /** The hash that the verifier brings. */
  readonly genesisHash?: string;
  /** Ledgers on this disk that may hold anchors of this one. */
  readonly others: readonly LedgerToVerify[];
  readonly onProgress: (done: number, total: number) => void;
}

/** Replays a ledger from its files into a fresh database and gives the first thing that does not hold, if any. */
export async function verifyFiles(options: VerifyFilesOptions): Promise<Verdict> {
  const { genesis, statePath, contractsPath, others, genesisHash, onProgress } = options;
  const contracts = await loadContracts(contractsPath, genesis.scenarios);
  const folder = mkdtempSync(join(tmpdir(), "sanlian-verify-"));
  const stored = openStateReader(statePath);
  const fresh = openState(join(folder, "fresh.db"), contracts.tables.values(), { isTemporary: true });
  const opener = openBlocksInThread({ genesis, statePath, contractsPath });
  try {
    const anchors = (await Promise.all(others.map((other) => anchorsIn(other, ledgerRef(genesis))))).flat();
    return await verifyLedger({
      ...(genesisHash === undefined ? {} : { genesisHash }),
      contracts,
      stored,
      fresh,
      openBlocks: (from, limit) => opener.open(from, limit),
      anchors,
      onProgress,
    });
  } finally {
    await opener.close();
    stored.close();
    fresh.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const PAGE = 500;

/** Heads of a ledger that another one on this disk has anchored. */
async function anchorsIn(other: LedgerToVerify, ledger: string): Promise<readonly AnchoredHead[]> {
  const { tables } = await loadContracts(other.contractsPath, other.genesis.scenarios);
  const table = tables.get(ANCHORS_TABLE);
  if (table === undefined) return [];
  const stored = openStateReader(other.statePath);
  try {
    const found: AnchoredHead[] = [];
    for (let after: string | undefined; ; ) {
      const scan = {
        columns: [],
        equals: [],
        after: after === undefined ? undefined : [after],
        reverse: false,
        limit: PAGE,
      };
      const rows = stored.scan(table, scan);
      for (const { text } of rows) {
        const anchored = readAnchoredHead(JSON.parse(text) as Json);
        if (anchored?.ledger === ledger) found.push({ size: anchored.size, root: anchored.root });
      }
      after = rows.at(-1)?.key;
      if (rows.length < PAGE) return found;
    }
  } finally {
    stored.close();
  }
}
