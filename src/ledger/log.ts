/**
 * The port Log: one order for all nodes of a ledger. The embedded log is the state itself (`EmbeddedLog`); a replicated one
 * has several proposers that race for each height.
 */
export interface Log {
  /**
   * Appends a block at a height if that height is still free. `lost`: another proposer took it; read it and propose anew.
   * `unknown`: no answer in time; the block may or may not stand there, so the height is read before anything is proposed.
   */
  append(height: number, raw: string): Promise<"appended" | "lost" | "unknown">;
  /**
   * The value at a height, or undefined while there is none. A value may be anything a proposer wrote, also no valid block;
   * one that is not UTF-8 is given as empty text.
   * Waits only for the network, never for a value to come.
   */
  read(height: number): Promise<string | undefined>;
  /**
   * Calls back whenever a height may have been taken by another proposer, also when that may have been missed for a while.
   * What was appended before a call, or before the log was opened, is seen by every read that begins after it.
   */
  onAppended(listener: () => void): void;
  close(): Promise<void>;
}

/** A log with one proposer, whose blocks become durable in the very transaction of the state that executes them. */
export class EmbeddedLog implements Log {
  readonly #stored: (height: number) => string | undefined;

  constructor(stored: (height: number) => string | undefined) {
    this.#stored = stored;
  }

  append(): Promise<"appended"> {
    return Promise.resolve("appended");
  }

  read(height: number): Promise<string | undefined> {
    return Promise.resolve(this.#stored(height));
  }

  onAppended(): void {
    // There is no other proposer.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
