import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createApi, type TlsOptions } from "#api/create-api";
import type { Limits } from "#api/limits";
import type { StorageUse } from "#api/node-health";
import { Explorer } from "#ledger/explorer";
import { keepIndexed } from "#ledger/keep-indexed";
import { LedgerHost } from "#ledger/ledger-host";
import { Reader } from "#ledger/reader";
import type { Head, LedgerService } from "#ledger/service";
import type { ExecutorStart } from "#ledger/thread-messages";
import { templatesIn } from "#papers/template-folder";
import { threadPress } from "#papers/thread-press";
import { imports, papers, sheets } from "#scenarios/papers";
import { openStateReader } from "#sqlite/sqlite-state";
import type { Desk } from "#vault/desk";
import { openVault } from "#vault/sqlite-vault";
import type { Vault } from "#vault/vault";
import { openDesk, openIndex, storageUse } from "./beside-ledger.ts";
import { loadContracts } from "./contracts-file.ts";
import { startThread } from "./start-thread.ts";

/** A node: all threads, ledgers and doors of one process. The only file that knows every part. */

export interface NodeOptions {
  readonly ledgers: readonly ExecutorStart[];
  readonly nodeName: string;
  readonly logger: FastifyBaseLogger;
  readonly limits: Limits;
  /** Serves https; plain http without. */
  readonly tls?: TlsOptions;
  /** Folder of the built application. */
  readonly webFolder?: string;
  /** Folder of Word templates that take the place of the shipped ones. */
  readonly templatesFolder?: string;
  /** Threads that verify signatures; one core is left to the executors. */
  readonly verifiers?: number;
  /** Submissions accepted and not answered, for each ledger. */
  readonly pendingMax?: number;
}

export interface RunningNode {
  readonly api: FastifyInstance;
  readonly services: ReadonlyMap<string, LedgerService>;
  /** Stops taking requests, answers what was accepted, closes every file. */
  close(): Promise<void>;
}

const PENDING_MAX = 20_000;

/** Opens the ledgers and makes the HTTP API ready to listen. Throws when a ledger cannot be opened safely. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { logger, ledgers } = options;
  const count = options.verifiers ?? Math.max(1, availableParallelism() - 1);
  const verifiers = Array.from({ length: count }, () => startThread("verifier-thread", {}));
  const services = new Map<string, LedgerService>();
  const vaults = new Map<string, Vault>();
  const readers = new Map<string, Reader>();
  const desks = new Map<string, Desk>();
  const explorers = new Map<string, Explorer>();
  const closings: (() => void)[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all([...services.values()].map((service) => service.close()));
    await Promise.all(verifiers.map((verifier) => verifier.terminate()));
    for (const close of closings) close();
    for (const reader of readers.values()) reader.source().state.close();
    for (const vault of vaults.values()) vault.close();
  };
  try {
    for (const start of ledgers) {
      const vault = openVault(start.vaultPath);
      vaults.set(start.genesis.name, vault);
      const service = await startLedger(start, verifiers, vault, readers, options);
      services.set(start.genesis.name, service);
      const desk = openDesk(start);
      desks.set(start.genesis.name, desk);
      closings.push(() => desk.close());
      const { explorer, close } = startExplorer(start, service, readers, logger);
      explorers.set(start.genesis.name, explorer);
      closings.push(close);
    }
  } catch (error) {
    await closeAll();
    throw error;
  }
  const { nodeName, limits, webFolder, tls } = options;
  const press = threadPress(() => startThread("press-thread", {}));
  const api = createApi({
    services,
    nodeName,
    vaults,
    desks,
    explorers,
    office: { papers, sheets, imports, press, ownTemplate: templatesIn(options.templatesFolder) },
    logger,
    limits,
    version: process.env["SANLIAN_VERSION"] ?? "0.0.0",
    storage: (name) => storageOf(ledgers, desks, name),
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(tls === undefined ? {} : { tls }),
  });
  return {
    api,
    services,
    close: async () => {
      await api.close();
      await press.close();
      await closeAll();
    },
  };
}

/** The index of a ledger, which follows it by itself. */
function startExplorer(
  start: ExecutorStart,
  service: LedgerService,
  readers: ReadonlyMap<string, Reader>,
  logger: FastifyBaseLogger,
): { readonly explorer: Explorer; readonly close: () => void } {
  const { genesis } = start;
  const state = readers.get(genesis.name)?.source().state;
  if (state === undefined) throw new Error(`the ledger ${genesis.name} has no reader`);
  const index = openIndex(start);
  const { contracts, reader } = service;
  const explorer = new Explorer({ genesis, contracts, state, index, head: () => reader.head() });
  const stop = keepIndexed(explorer, service, (err) => logger.error({ err, ledger: genesis.name }, "the index failed"));
  const close = (): void => {
    stop();
    index.close();
  };
  return { explorer, close };
}

function storageOf(starts: readonly ExecutorStart[], desks: ReadonlyMap<string, Desk>, name: string): StorageUse {
  const start = starts.find(({ genesis }) => genesis.name === name);
  const desk = desks.get(name);
  if (start === undefined || desk === undefined) throw new Error(`this node has no ledger ${name}`);
  return storageUse(start, desk);
}

async function startLedger(
  start: ExecutorStart,
  verifiers: readonly Worker[],
  vault: Vault,
  readers: Map<string, Reader>,
  options: NodeOptions,
): Promise<LedgerHost> {
  const contracts = await loadContracts(start.contractsPath, start.genesis.scenarios);
  const { genesis } = start;
  const openReader = (head: () => Head, now: () => number): Reader => {
    const others = () => [...readers].flatMap(([name, reader]) => (name === genesis.name ? [] : reader.source()));
    const state = openStateReader(start.statePath);
    const reader = new Reader({ genesis, contracts, head, now, state, others, reveal: (id) => vault.get(id)?.value });
    readers.set(genesis.name, reader);
    return reader;
  };
  return LedgerHost.start({
    start,
    contracts,
    executor: startThread("executor-thread", start),
    verifiers,
    pendingMax: options.pendingMax ?? PENDING_MAX,
    openReader,
    onFault: ({ position, name, cause }) =>
      options.logger.error({ ledger: genesis.name, position, name, cause }, "contract fault"),
  });
}
