import type { VaultEntry } from "./door.ts";
import type { VerifiedEntry } from "./entry.ts";

/** An entry that waits for its block. `answer` is called once, after the commit or when the door refuses. */
export interface Waiting {
  readonly entry: VerifiedEntry;
  /** Its personal values. They are kept before its block is ordered, and not at all when it never is. */
  readonly personal: readonly VaultEntry[];
  readonly answer: (text: string) => void;
}

/** Entries that came together. They are opened, once, when the first of them is looked at. */
export interface WaitingChunk {
  readonly count: number;
  readonly open: () => readonly Waiting[];
}

/**
 * Entries that wait for a block, in order. Chunks stay closed until a block has room for them: under load thousands of entries
 * wait, and what is still bytes costs the garbage collector nothing.
 */
export class WaitingQueue {
  readonly #closed: WaitingChunk[] = [];
  #opened: readonly Waiting[] = [];
  /** Opened entries that were taken. */
  #taken = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(chunk: WaitingChunk): void {
    this.#closed.push(chunk);
    this.#length += chunk.count;
  }

  /** Puts entries that were taken before all others again. */
  putBack(entries: readonly Waiting[]): void {
    this.#opened = [...entries, ...this.#opened.slice(this.#taken)];
    this.#taken = 0;
    this.#length += entries.length;
  }

  /** The entry that is next; undefined when none waits. */
  first(): Waiting | undefined {
    while (this.#taken === this.#opened.length) {
      const chunk = this.#closed.shift();
      if (chunk === undefined) return undefined;
      this.#opened = chunk.open();
      this.#taken = 0;
    }
    return this.#opened[this.#taken];
  }

  /** Takes the entry that `first` gave. */
  take(): void {
    this.#taken++;
    this.#length--;
  }
}
