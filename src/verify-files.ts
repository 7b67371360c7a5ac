import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Genesis } from "#kernel/genesis";
import { ledgerRef } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import { ANCHORS_TABLE, readAnchoredHead } from "#kernel/proof-tables";
import type { AnchoredHead, Verdict } from "#ledger/verify";
import { openStateReader } from "#sqlite/sqlite-state";
import { loadContracts } from "./contracts-file.ts";
import { startThread } from "./start-thread.ts";
import type { FromVerify, VerifyStart } from "./verify-thread.ts";

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

/**
 * Replays a ledger from its files into a fresh database and gives the first thing that does not hold, if any. The replay has
 * a thread of its own, and opening blocks another one.
 * @throws the error of the thread when files cannot be read
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<Verdict> {
  const { genesis, statePath, contractsPath, others, genesisHash, onProgress } = options;
  const anchors = (await Promise.all(others.map((other) => anchorsIn(other, ledgerRef(genesis))))).flat();
  const folder = mkdtempSync(join(tmpdir(), "sanlian-verify-"));
  const start: VerifyStart = {
    genesis,
    statePath,
    contractsPath,
    anchors,
    freshPath: join(folder, "fresh.db"),
    ...(genesisHash === undefined ? {} : { genesisHash }),
  };
  const thread = startThread("verify-thread", start);
  try {
    return await new Promise<Verdict>((resolve, reject) => {
      thread.on("message", (message: FromVerify) => {
        if (message.kind === "progress") onProgress(message.done, message.total);
        else resolve(message.verdict);
      });
      thread.on("error", reject);
      thread.on("exit", (code) => reject(new Error(`the verify thread ended with code ${code} before it was done`)));
    });
  } finally {
    await thread.terminate();
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
