import type { Genesis } from "#kernel/genesis";
import type { Signer, Viewer } from "#kernel/identity";
import type { Json, JsonObject } from "#kernel/json";
import type { Leaf, Outcome } from "#kernel/leaf";
import type { Receipt } from "#kernel/receipt";
import type { Contracts } from "#ledger/contracts";

/** What the doors (HTTP, command line) see of one running ledger. */

/** Answer to one submission. `recorded` has a leaf; `skipped` was ordered without one; `refused` never was ordered. */
export type Answer = Recorded | NotRecorded;

export interface Recorded {
  readonly status: "recorded";
  readonly id: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly outcome: Outcome;
  /** Result of `done`; `{rejected, facts}` of `rejected`; absent for `fault`. */
  readonly result?: Json;
  /** This id had its leaf already: retrying is safe. */
  readonly duplicate?: true;
}

export interface NotRecorded {
  readonly status: "refused" | "skipped";
  /** Transaction id where the submission could be opened. */
  readonly id?: string;
  /** A code of the catalogue in `door-codes.ts`, or a reason of `SKIP_REASONS`. */
  readonly code: string;
  /** Issues of the arguments, for `arguments_unfit` at the door. */
  readonly issues?: Json;
}

export interface Head {
  readonly height: number;
  readonly time: number;
  /** Number of leaves. */
  readonly size: number;
  readonly root: string;
}

/** What a subscriber hears after each commit. */
export interface BlockEvent {
  readonly height: number;
  readonly time: number;
  readonly size: number;
}

/** Reading side: synchronous, on a read-only connection of the main thread. */
export interface LedgerReader {
  head(): Head;
  /** Latest signed checkpoint (C2SP signed note) or the one of an exact size. */
  checkpoint(size?: number): string | undefined;
  /** Hash tile bytes (tlog-tiles), `width` hashes of 32 bytes; undefined when the tree does not have them. */
  tile(level: number, index: number, width: number): Uint8Array | undefined;
  /** Entry bundle bytes (tlog-tiles). */
  entries(index: number, width: number): Uint8Array | undefined;
  leaf(position: number): Leaf | undefined;
  leaves(from: number, limit: number): readonly Leaf[];
  /** Position of the leaf of a transaction or timer id. */
  positionOf(id: string): number | undefined;
  /** Text of a block as its leaf hashes it. */
  block(height: number): string | undefined;
  /** Recorded answer of a transaction or timer by id. */
  recorded(id: string): Recorded | undefined;
  /** Receipt of a transaction or timer with what the viewer may see; undefined when the id has no leaf. */
  receipt(id: string, viewer: Viewer): Receipt | undefined;
  /** The binding of a key now; undefined for unknown and revoked keys. */
  signer(keyId: string): Signer | undefined;
  /** Runs a query of the scenarios. `forbidden` says which roles would do. */
  query(name: string, input: JsonObject, viewer: Viewer): QueryAnswer;
}

export type QueryAnswer =
  | { readonly ok: true; readonly value: JsonObject }
  | {
      readonly ok: false;
      readonly code: "unknown_query" | "session_missing" | "role_missing" | "input_unfit";
      readonly issues?: Json;
    };

export interface LedgerService {
  readonly name: string;
  /** `name@genesis hash`. */
  readonly ref: string;
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly reader: LedgerReader;
  /**
   * Submits canonical submissions, one a line (NDJSON), and gives their answers (`Answer` as JSON) one a line, in the same
   * order, after the commit of their blocks. Texts, because on the path of a transaction every parse counts.
   * @throws Busy when the queue is full: nothing of the request was taken; try again after `retryAfterMs`.
   * @throws Stopped when the ledger takes no transactions any more; what was sent may or may not have been recorded.
   */
  submit(lines: Uint8Array): Promise<string>;
  /** Ledger time now: the clock that `notAfter` is measured by. */
  now(): number;
  /** Submissions accepted and not answered yet. */
  pending(): number;
  onBlock(listener: (event: BlockEvent) => void): () => void;
  /** The reason why this ledger takes no transactions any more, such as a failed disk; undefined while it runs. */
  stopped(): string | undefined;
  /** Answers what was accepted, then stops. */
  close(): Promise<void>;
}

/** The queue is full. Nothing was accepted; the client tries again later. */
export class Busy extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("the queue of this ledger is full");
    this.retryAfterMs = retryAfterMs;
  }
}

/** The ledger stopped, for the reason given. A client asks again for what it sent: its ids say what was recorded. */
export class Stopped extends Error {
  constructor(reason: string) {
    super(`this ledger has stopped: ${reason}`);
  }
}
