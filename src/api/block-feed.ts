import type { Leaf } from "#kernel/leaf";
import type { LedgerReader, LedgerService } from "#ledger/service";

/** What an event says of one block: how much it holds and where its leaves stand, nothing that is not public. */
export interface BlockSummary {
  readonly height: number;
  readonly time: number;
  /** Position of its first leaf. */
  readonly from: number;
  /** Number of leaves of the ledger after it: the next block begins there. */
  readonly size: number;
  /** Transactions and timers by outcome. */
  readonly done: number;
  readonly rejected: number;
  readonly fault: number;
  /** Timers among them. */
  readonly timers: number;
  /** Ordered entries without a leaf. */
  readonly skipped: number;
}

/** Blocks whose summaries are kept, so that many subscribers near the head cost one reading. */
const CACHED_MAX = 512;
const PAGE = 500;

/**
 * The blocks of one ledger for those who follow it. A subscriber holds a position only and pulls: nothing is queued for
 * anyone, however slow.
 */
export class BlockFeed {
  readonly #reader: LedgerReader;
  readonly #summaries = new Map<number, BlockSummary>();
  readonly #waiting = new Set<() => void>();
  readonly #unsubscribe: () => void;

  constructor(service: Pick<LedgerService, "reader" | "onBlock">) {
    this.#reader = service.reader;
    this.#unsubscribe = service.onBlock(() => this.#wakeAll());
  }

  /** Position at which the block of a height begins; the number of leaves for the height that comes next. */
  positionOf(height: number): number | undefined {
    const head = this.#reader.head();
    if (height > head.height + 1) return undefined;
    // Heights never fall along the leaves: the first position whose leaf is of this height or a later one.
    let [low, high] = [0, head.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#reader.leaf(middle)?.height ?? Number.MAX_SAFE_INTEGER) < height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The block that begins at a position; undefined while there is none yet. */
  blockAt(position: number): BlockSummary | undefined {
    const cached = this.#summaries.get(position);
    if (cached !== undefined) return cached;
    // Most subscribers wait at the head, and that costs no reading.
    const summary = position < this.#reader.head().size ? this.#readBlock(position) : undefined;
    if (summary === undefined) return undefined;
    this.#summaries.set(position, summary);
    if (this.#summaries.size > CACHED_MAX) {
      const [oldest] = this.#summaries.keys();
      if (oldest !== undefined) this.#summaries.delete(oldest);
    }
    return summary;
  }

  /** Calls back once, after the next block or when the feed closes; gives a function that takes the call back. */
  afterNextBlock(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** Number of those who wait for the next block. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Stops listening to the ledger and wakes everyone. */
  close(): void {
    this.#unsubscribe();
    this.#wakeAll();
  }

  #wakeAll(): void {
    const woken = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of woken) wake();
  }

  #readBlock(from: number): BlockSummary | undefined {
    const counts = { done: 0, rejected: 0, fault: 0, timers: 0 };
    for (let at = from; ; ) {
      const leaves = this.#reader.leaves(at, PAGE);
      for (const leaf of leaves) {
        at = leaf.position + 1;
        if (leaf.kind === "block" || leaf.kind === "genesis") {
          return { height: leaf.height, time: leaf.time, from, size: at, ...counts, skipped: skippedOf(leaf) };
        }
        counts[leaf.outcome]++;
        if (leaf.kind === "timer") counts.timers++;
      }
      if (leaves.length === 0) return undefined;
    }
  }
}

function skippedOf(leaf: Leaf): number {
  return leaf.kind === "block" ? Object.values(leaf.skipped).reduce((sum, count) => sum + count, 0) : 0;
}
