import { utf8 } from "#kernel/bytes";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import type { Signer, Viewer } from "#kernel/identity";
import type { JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import type { Receipt } from "#kernel/receipt";
import { encodeEntryBundle, tileWidth } from "#kernel/tiles";
import { recordedFrom } from "./answers.ts";
import type { Contracts } from "./contracts.ts";
import { makeAnchoredReceipt, makeReceipt, type ReceiptSource } from "./make-receipt.ts";
import { runQuery, wholeTx } from "./run-query.ts";
import type { Head, LedgerReader, QueryAnswer, Recorded } from "./service.ts";
import type { StateReader } from "./state.ts";

export interface ReaderOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly state: StateReader;
  readonly head: () => Head;
  /** Time of the ledger in milliseconds; that of its last block when left out. */
  readonly now?: () => number;
  readonly reveal: (commitment: string) => string | undefined;
  /** Ledgers of this node on which this one's heads may be anchored. */
  readonly others?: () => readonly ReceiptSource[];
}

/** Reads one ledger on a read-only connection: what is public, and what a viewer may see. */
export class Reader implements LedgerReader {
  readonly #options: ReaderOptions;
  readonly #ref: string;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#ref = ledgerRef(options.genesis);
  }

  head(): Head {
    return this.#options.head();
  }

  checkpoint(size?: number): string | undefined {
    return this.#options.state.checkpoint(size);
  }

  tile(level: number, index: number, width: number): Uint8Array | undefined {
    if (width > tileWidth(level, index, this.head().size)) return undefined;
    return this.#options.state.tile(level, index)?.subarray(0, width * 32);
  }

  entries(index: number, width: number): Uint8Array | undefined {
    if (width > tileWidth(0, index, this.head().size)) return undefined;
    return encodeEntryBundle(this.#options.state.leaves(index * 256, width).map(({ leaf }) => utf8(leaf)));
  }

  leaf(position: number): Leaf | undefined {
    const stored = this.#options.state.leaf(position);
    return stored === undefined ? undefined : (JSON.parse(stored.leaf) as Leaf);
  }

  leaves(from: number, limit: number): readonly Leaf[] {
    return this.#options.state.leaves(from, limit).map(({ leaf }) => JSON.parse(leaf) as Leaf);
  }

  positionOf(id: string): number | undefined {
    return this.#options.state.position(id);
  }

  block(height: number): string | undefined {
    return this.#options.state.block(height)?.raw;
  }

  recorded(id: string): Recorded | undefined {
    const position = this.positionOf(id);
    const stored = position === undefined ? undefined : this.#options.state.leaf(position);
    return stored === undefined ? undefined : (JSON.parse(recordedFrom(stored, false)) as Recorded);
  }

  receipt(id: string, viewer: Viewer): Receipt | undefined {
    const position = this.positionOf(id);
    if (position === undefined) return undefined;
    const source = this.source();
    return source.state.snapshot(() => {
      for (const other of this.#options.others?.() ?? []) {
        const receipt = makeAnchoredReceipt(source, position, viewer, other);
        if (receipt?.anchor !== undefined) return receipt;
      }
      return makeReceipt(source, position, viewer);
    });
  }

  /** What receipts of this ledger as it stands are made from. */
  source(): ReceiptSource {
    const { state, genesis, contracts } = this.#options;
    return { state, genesis, contracts, size: this.head().size };
  }

  signer(keyId: string): Signer | undefined {
    const { contracts, state } = this.#options;
    const signer = contracts.directory.signer(wholeTx(state), keyId);
    return typeof signer === "string" ? undefined : signer;
  }

  query(name: string, input: JsonObject, viewer: Viewer): QueryAnswer {
    const { contracts, state, reveal } = this.#options;
    const run = { name, input, viewer, ledger: this.#ref, time: this.#now(), reveal };
    return state.snapshot(() => runQuery(contracts, state, run));
  }

  /** Days left and deadlines go by the clock, not by when somebody last wrote. */
  #now(): number {
    const { head, now } = this.#options;
    return Math.max(head().time, now?.() ?? 0);
  }
}
