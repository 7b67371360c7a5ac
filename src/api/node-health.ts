import type { LedgerService } from "#ledger/service";
import { type ApiContext, explorerOf } from "./api-context.ts";

/** What lies on the disk of this node for one ledger, in bytes. */
export interface StorageUse {
  readonly ledgerBytes: number;
  readonly vaultBytes: number;
  readonly filesBytes: number;
}

export interface NodeHealthOptions {
  readonly version: string;
  /** Bytes on disk by name of the ledger; asked for each time. */
  readonly storage: (ledger: string) => StorageUse;
  readonly streams: () => number;
}

/** Blocks of one minute. */
interface Minute {
  /** Its start, real time in milliseconds. */
  readonly minute: number;
  blocks: number;
  leaves: number;
}

interface Seen {
  readonly minutes: Minute[];
  size: number;
  lastCommitAt: number | undefined;
}

const MINUTE_MS = 60_000;
const MINUTES_KEPT = 60;

/** How a node does, for those who operate it: counts and times, no contents. */
export class NodeHealth {
  readonly #context: ApiContext;
  readonly #options: NodeHealthOptions;
  readonly #startedAt: number;
  readonly #seen = new Map<string, Seen>();
  readonly #unsubscribes: readonly (() => void)[];

  constructor(context: ApiContext, options: NodeHealthOptions) {
    this.#context = context;
    this.#options = options;
    this.#startedAt = context.now();
    this.#unsubscribes = [...context.services.values()].map((service) => this.#watch(service));
  }

  /** Everything about the node and one ledger of it. */
  of(service: LedgerService): object {
    const { nodeName, sessions, now } = this.#context;
    const { version, storage, streams } = this.#options;
    const { height, size, time } = service.reader.head();
    const seen = this.#seen.get(service.name);
    return {
      node: nodeName,
      version,
      nodeVersion: process.version,
      startedAt: this.#startedAt,
      uptimeMs: now() - this.#startedAt,
      memoryBytes: process.memoryUsage.rss(),
      ledger: {
        name: service.name,
        height,
        size,
        isRunning: service.stopped() === undefined,
        lastBlockAt: time,
        ...(seen?.lastCommitAt === undefined ? {} : { lastCommitAt: seen.lastCommitAt }),
        indexed: explorerOf(this.#context, service).indexed,
      },
      queue: { pending: service.pending() },
      streams: streams(),
      sessions: sessions.size,
      rates: seen?.minutes ?? [],
      storage: storage(service.name),
    };
  }

  /** Stops listening to the ledgers. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  #watch(service: LedgerService): () => void {
    const seen: Seen = { minutes: [], size: service.reader.head().size, lastCommitAt: undefined };
    this.#seen.set(service.name, seen);
    return service.onBlock(({ size }) => {
      const now = this.#context.now();
      const leaves = size - seen.size;
      seen.size = size;
      // Blocks are heard of after the commit that made them durable.
      seen.lastCommitAt = now;
      const minute = now - (now % MINUTE_MS);
      const last = seen.minutes.at(-1);
      if (last?.minute === minute) {
        last.blocks += 1;
        last.leaves += leaves;
      } else {
        seen.minutes.push({ minute, blocks: 1, leaves });
        if (seen.minutes.length > MINUTES_KEPT) seen.minutes.shift();
      }
    });
  }
}
