import { openBlock, sealBlock } from "#kernel/block";
import { fromBase64, toHex } from "#kernel/bytes";
import { randomBytes } from "#kernel/crypto";
import type { Randomness } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { answerNotRecorded } from "./answers.ts";
import type { VaultEntry } from "./door.ts";
import type { Admitted, Executor } from "./executor.ts";
import type { Log } from "./log.ts";
import type { NodeKeys } from "./node-keys.ts";
import type { Head } from "./service.ts";
import { type Waiting, type WaitingChunk, WaitingQueue } from "./waiting-queue.ts";

/** Bytes of a block beside its entries: header and signature. Generous. */
const BLOCK_FRAME_BYTES = 2_048;
/** Longest sleep before a timer: the longest that an engine's timer takes is 24 days, and a clock may be set meanwhile. */
const SLEEP_MS_MAX = 60_000;

export interface SequencerOptions {
  readonly genesis: Genesis;
  readonly executor: Executor;
  readonly log: Log;
  readonly keys: NodeKeys;
  /** Keeps personal values durably. Throws when it cannot. */
  readonly keepPersonal: (entries: readonly VaultEntry[]) => void;
  /** The machine's clock in milliseconds. */
  readonly realTime: () => number;
  /** Hears of every block after its commit. */
  readonly onApplied: (head: Head) => void;
  /** Calls back once after a while, as `setTimeout`; gives what takes it back. A simulation has one of its own. */
  readonly setTimer?: (callback: () => void, waitMs: number) => () => void;
  /** Where the salts of blocks come from: the operating system, but for a simulation. */
  readonly random?: Randomness;
}

/** Proposes blocks from what waits, lets timers fire, follows the log, and hands every block to the executor in order. */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #logKeys: ReadonlyMap<string, Uint8Array>;
  readonly #queue = new WaitingQueue();
  #isClosing = false;
  /** Something happened since the log was last read: there is no sleep before it was looked at. */
  #hasNews = false;
  #endSleep: () => void = () => {};

  /** @throws Error when the genesis allows a transaction that fits no block: it would wait for ever. */
  constructor(options: SequencerOptions) {
    this.#options = options;
    const { transactionBytes, blockBytes } = options.genesis.limits;
    if (transactionBytes >= blockBytes - BLOCK_FRAME_BYTES) {
      throw new Error(
        `a transaction of ${transactionBytes} bytes, as the genesis allows, fits no block of ${blockBytes} bytes`,
      );
    }
    const keys = options.genesis.cosigners.map(({ logKey }) => fromBase64(logKey) as Uint8Array);
    this.#logKeys = new Map(keys.map((key) => [keyIdOf(key), key]));
    options.log.onAppended(() => this.#wake());
  }

  /** Lets entries wait for the next block. */
  enqueue(entries: readonly Waiting[]): void {
    this.enqueueChunk({ count: entries.length, open: () => entries });
  }

  /** As `enqueue`, for entries that are opened when their block is made. */
  enqueueChunk(chunk: WaitingChunk): void {
    this.#queue.add(chunk);
    this.#wake();
  }

  /** Entries that wait for a block. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Ledger time now: the machine's clock, moved forward where the ledger's is simulated, and never backwards. */
  now(): number {
    const { executor, realTime, genesis } = this.#options;
    const offset = genesis.clock === "simulated" ? executor.clockOffsetMs() : 0;
    return Math.max(executor.head.time, realTime() + offset);
  }

  /** Stops after everything that waits is answered. */
  close(): void {
    this.#isClosing = true;
    this.#wake();
  }

  /** Runs until closed. Throws when log or state fail; nothing that was not committed has been acknowledged then. */
  async run(): Promise<void> {
    for (;;) {
      this.#hasNews = false;
      const hasFollowed = await this.#follow();
      const now = this.now();
      const due = this.#options.executor.nextTimerDue();
      if (due !== undefined && due <= now) await this.#propose([], this.#timerTime(due, now));
      else if (this.#queue.length > 0) await this.#propose(this.#admit(now), now);
      else if (this.#isClosing) return;
      else if (!hasFollowed) await this.#sleep(due === undefined ? undefined : due - now);
      // Lets messages in: while a block commits, the next batch gathers.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Applies what other proposers appended. */
  async #follow(): Promise<boolean> {
    const { executor, log } = this.#options;
    let count = 0;
    for (
      let raw = await log.read(executor.head.height + 1);
      raw !== undefined;
      raw = await log.read(executor.head.height + 1)
    ) {
      this.#apply(raw);
      count++;
    }
    return count > 0;
  }

  /** A simulated clock passes every deadline at its own instant; a real one cannot say that it was earlier than it is. */
  #timerTime(due: number, now: number): number {
    return this.#options.genesis.clock === "simulated" ? Math.max(due, this.#options.executor.head.time) : now;
  }

  /** Takes from the queue what fits one block. What the door refuses is answered here and never ordered. */
  #admit(now: number): { readonly waiting: Waiting; readonly admitted: Admitted }[] {
    const { executor, genesis } = this.#options;
    const batch: { waiting: Waiting; admitted: Admitted }[] = [];
    let bytesLeft = genesis.limits.blockBytes - BLOCK_FRAME_BYTES;
    for (let waiting = this.#queue.first(); waiting !== undefined; waiting = this.#queue.first()) {
      const { entry } = waiting;
      const size = Buffer.byteLength(entry.text) + 1;
      if (size > bytesLeft) break;
      this.#queue.take();
      const recorded = executor.recorded(entry.id);
      const verdict = recorded ?? executor.judge({ verified: entry }, now);
      if (typeof verdict === "string") {
        waiting.answer(recorded ?? answerNotRecorded("refused", verdict, entry.id));
        continue;
      }
      bytesLeft -= size;
      batch.push({
        waiting,
        admitted: { entry, newAtHeight: executor.head.height + 1, judged: { signers: verdict, time: now } },
      });
    }
    return batch;
  }

  async #propose(
    batch: readonly { readonly waiting: Waiting; readonly admitted: Admitted }[],
    time: number,
  ): Promise<void> {
    const { executor, log, keys, genesis, keepPersonal, random = randomBytes } = this.#options;
    if (batch.length === 0 && (executor.nextTimerDue() ?? Number.MAX_SAFE_INTEGER) > time) return;
    const personal = batch.flatMap(({ waiting }) => waiting.personal);
    if (personal.length > 0) keepPersonal(personal);
    const { head } = executor;
    const block = sealBlock(
      {
        bundle: genesis.bundle,
        height: head.height + 1,
        ledger: executor.ref,
        previous: executor.previous,
        salt: toHex(random(32)),
        time,
      },
      batch.map(({ admitted }) => admitted.entry.text),
      keys.log,
    );
    const outcome = await log.append(block.height, block.raw);
    if (outcome !== "appended") {
      // Lost or unknown: what stands at this height decides. Entries that it holds are answered as duplicates of their leaf.
      this.#queue.putBack(batch.map(({ waiting }) => waiting));
      return;
    }
    const applied = executor.apply(
      block,
      batch.map(({ admitted }) => admitted),
    );
    this.#options.onApplied(applied.head);
    for (const [i, { waiting }] of batch.entries()) waiting.answer(applied.answers[i] as string);
  }

  #apply(raw: string): void {
    const { executor, genesis } = this.#options;
    const height = executor.head.height + 1;
    const problem = (text: string): Error => new Error(`the log holds no block at height ${height}: ${text}`);
    const block = openBlock(raw, executor.ref, genesis.limits.blockBytes, this.#logKeys);
    if (typeof block === "string") throw problem(block);
    if (block.height !== height) throw problem(`it is signed for height ${block.height}`);
    if (block.previous !== executor.previous) throw problem(`it follows ${block.previous}, not ${executor.previous}`);
    if (block.bundle !== genesis.bundle) throw problem(`it names the contracts ${block.bundle}, not ${genesis.bundle}`);
    this.#options.onApplied(executor.apply(block).head);
  }

  #wake(): void {
    this.#hasNews = true;
    this.#endSleep();
  }

  #sleep(waitMs: number | undefined): Promise<void> {
    if (this.#hasNews) return Promise.resolve();
    const { setTimer = systemTimer } = this.#options;
    return new Promise((resolve) => {
      const stop = waitMs === undefined ? undefined : setTimer(resolve, Math.min(waitMs, SLEEP_MS_MAX));
      this.#endSleep = () => {
        stop?.();
        resolve();
      };
    });
  }
}

function systemTimer(callback: () => void, waitMs: number): () => void {
  const timer = setTimeout(callback, waitMs);
  return () => clearTimeout(timer);
}
