import { type BlockHeader, type BlockProblem, openBlock } from "#kernel/block";
import { fromBase64 } from "#kernel/bytes";
import { type Opened, verifySignatures } from "#kernel/envelope";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import type { Json } from "#kernel/json";
import { check } from "#kernel/shape";
import type { Contracts } from "./contracts.ts";
import type { EntryTexts } from "./door.ts";
import { openParsedEntry } from "./entry.ts";

/** A stored block as replay needs it: opened, its proposer and its signatures checked. */
export interface ReplayBlock {
  readonly header: BlockHeader;
  readonly proposer: string;
  readonly raw: string;
  readonly entries: readonly ReplayEntry[];
}

/** An entry on its way from one thread to another. Its text is in the block already and is not sent twice. */
export interface ReplayEntry {
  readonly length: number;
  /** What the executor needs where the signatures are valid. */
  readonly verified?: Omit<EntryTexts, "text" | "personal">;
}

export interface ReplayOpenerOptions {
  readonly genesis: Genesis;
  readonly commands: Contracts["commands"];
  /** Public key of a key id, from wherever; it is believed only if the id is its hash. */
  readonly publicKey: (keyId: string) => Uint8Array | undefined;
}

/** Opens stored blocks and checks every signature in them: most of the work of `verify`, and independent of the state. */
export class ReplayOpener {
  readonly #options: ReplayOpenerOptions;
  readonly #ref: string;
  readonly #logKeys: ReadonlyMap<string, Uint8Array>;
  readonly #bytesMax: number;
  readonly #ownKeys = new Map<string, boolean>();

  constructor(options: ReplayOpenerOptions) {
    this.#options = options;
    this.#ref = ledgerRef(options.genesis);
    this.#bytesMax = options.genesis.limits.blockBytes;
    this.#logKeys = new Map(
      options.genesis.cosigners.map(({ logKey }) => {
        const key = fromBase64(logKey) as Uint8Array;
        return [keyIdOf(key), key];
      }),
    );
  }

  /** The opened block, or why it is none. */
  open(raw: string): ReplayBlock | BlockProblem {
    const block = openBlock(raw, this.#ref, this.#bytesMax, this.#logKeys);
    if (typeof block === "string") return block;
    const { bundle, height, ledger, previous, salt, time, proposer } = block;
    const entries = block.entries.map((text, i) => this.#openEntry(text, block.values[i] ?? null));
    return { header: { bundle, height, ledger, previous, salt, time }, proposer, raw, entries };
  }

  #openEntry(text: string, value: Json): ReplayEntry {
    const { length } = text;
    const opened = openParsedEntry(text, value, this.#options.genesis.limits.transactionBytes);
    if (typeof opened === "string" || !this.#isSigned(opened)) return { length };
    const { id, envelopeHash, args, argsText, payload, payloadText } = opened;
    const input = this.#options.commands.get(payload.command)?.input;
    // Arguments that do not fit are checked again by the executor, which says in the leaf why.
    const areArgsChecked = input !== undefined && check(input, args).ok;
    return { length, verified: { id, envelopeHash, argsText, payloadText, areArgsChecked } };
  }

  #isSigned(opened: Opened): boolean {
    const keys = opened.payload.signers.map((keyId) => this.#keyOf(keyId));
    return keys.every((key) => key !== undefined) && verifySignatures(opened, keys as Uint8Array[]);
  }

  #keyOf(keyId: string): Uint8Array | undefined {
    const key = this.#options.publicKey(keyId);
    if (key === undefined) return undefined;
    let isOwn = this.#ownKeys.get(keyId);
    if (isOwn === undefined) {
      isOwn = keyIdOf(key) === keyId;
      this.#ownKeys.set(keyId, isOwn);
    }
    return isOwn ? key : undefined;
  }
}
