import { AssertionError } from "node:assert";
import { type Block, cutEntries } from "#kernel/block";
import { fromBase64, fromHex, toHex } from "#kernel/bytes";
import { openCheckpoint } from "#kernel/checkpoint";
import { cosignatureVerifier } from "#kernel/cosignature";
import { type Genesis, genesisHash, genesisShape } from "#kernel/genesis";
import { parseCanonical } from "#kernel/json";
import { ed25519Verifier } from "#kernel/note";
import { check } from "#kernel/shape";
import type { Contracts } from "./contracts.ts";
import { entryFromTexts } from "./door.ts";
import { Executor } from "./executor.ts";
import type { Guard } from "./guard.ts";
import type { ReplayBlock } from "./open-for-replay.ts";
import { Difference, ReplayState, type VerifiedThing } from "./replay-state.ts";
import type { Head } from "./service.ts";
import type { State, StateReader } from "./state.ts";

/** A root that another ledger anchored: this ledger must have had it at that size. */
export interface AnchoredHead {
  readonly size: number;
  readonly root: string;
}

export interface VerifyOptions {
  /** The hash that the verifier brings; without it, `verify` shows only that the ledger agrees with itself. */
  readonly genesisHash?: string;
  readonly contracts: Contracts;
  readonly stored: StateReader;
  /** An empty state for the rows of the replay. */
  readonly fresh: State;
  /** Runs contract code as the executor of a node does: under the determinism guard where the thread has it. */
  readonly guard: Guard;
  /** Opens the stored block of a height, or says why it is none; undefined where there is none. Called some blocks ahead. */
  readonly openBlock: (height: number) => Promise<ReplayBlock | string | undefined>;
  readonly anchors?: readonly AnchoredHead[];
  /** Hears how far the replay is: heights done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

export type Verdict =
  | {
      readonly ok: true;
      readonly head: Head;
      readonly genesisHash: string;
      readonly anchors: number;
      readonly cosigners: number;
    }
  | { readonly ok: false; readonly what: VerifiedThing; readonly at: string; readonly detail: string };

/** Blocks that are opened while one is executed: enough that neither thread waits for the other, few enough for memory. */
const BLOCKS_AHEAD = 4;

/**
 * Replays a ledger from its genesis and checks everything that is stored of it: signatures, bundle, outcomes, rows, leaves,
 * roots, signed checkpoints and anchors. Gives the first thing that does not hold. Throws only when files cannot be read.
 */
export async function verifyLedger(options: VerifyOptions): Promise<Verdict> {
  try {
    return await new Verification(options).run();
  } catch (error) {
    if (error instanceof Difference) return { ok: false, what: error.what, at: error.at, detail: error.message };
    throw error;
  }
}

class Verification {
  readonly #options: VerifyOptions;
  readonly #genesis: Genesis;
  readonly #state: ReplayState;
  readonly #executor: Executor;
  readonly #anchors: Map<number, string>;
  #ids = 0;

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#genesis = openGenesis(options);
    this.#state = new ReplayState(options.fresh, options.stored);
    this.#anchors = new Map((options.anchors ?? []).map(({ size, root }) => [size, root]));
    this.#executor = this.#beginReplay();
  }

  async run(): Promise<Verdict> {
    const { stored, onProgress, anchors, contracts } = this.#options;
    this.#checkHead();
    const total = stored.lastBlock()?.height ?? 0;
    const ahead: ReturnType<VerifyOptions["openBlock"]>[] = [];
    for (let height = 1; height <= total; height++) {
      while (ahead.length <= BLOCKS_AHEAD) ahead.push(this.#openAhead(height + ahead.length));
      const block = await ahead.shift();
      if (block === undefined) throw new Difference("block", height, "it is missing");
      this.#replay(height, block);
      onProgress?.(height, total);
    }
    this.#state.compareEnd(contracts.tables.values(), total, this.#ids);
    const [unseen] = this.#anchors;
    if (unseen !== undefined)
      throw new Difference("anchor", unseen[0], "the ledger does not have a block that ends at this size");
    return {
      ok: true,
      head: this.#executor.head,
      genesisHash: genesisHash(this.#genesis),
      anchors: anchors?.length ?? 0,
      cosigners: this.#genesis.cosigners.length,
    };
  }

  #openAhead(height: number): ReturnType<VerifyOptions["openBlock"]> {
    const opening = this.#options.openBlock(height);
    // A failure is heard when the block is waited for; after an earlier failure it never is.
    opening.catch(() => {});
    return opening;
  }

  #beginReplay(): Executor {
    try {
      return new Executor({
        genesis: this.#genesis,
        contracts: this.#options.contracts,
        state: this.#state,
        guard: this.#options.guard,
        realTime: () => 0,
        onFault: () => {},
      });
    } catch (error) {
      // A genesis of the right form with other values in it may be one that contracts cannot start from.
      if (error instanceof AssertionError) throw new Difference("genesis", 0, error.message);
      throw error;
    }
  }

  #replay(height: number, opened: ReplayBlock | string): void {
    if (typeof opened === "string") throw new Difference("block", height, `it cannot be opened: ${opened}`);
    const { header, entries, proposer, raw } = opened;
    if (header.height !== height || header.previous !== this.#executor.previous)
      throw new Difference("block", height, "it does not follow the block before");
    if (header.bundle !== this.#genesis.bundle)
      throw new Difference("contracts", height, `the block names the bundle ${header.bundle}`);
    const texts = cutEntries(
      raw,
      entries.map(({ length }) => length),
    );
    const block: Block = { ...header, entries: texts, proposer, raw };
    const admitted = entries.map(({ verified }, i) => {
      if (verified === undefined) return undefined;
      const { id, envelopeHash, argsText, payloadText, areArgsChecked } = verified;
      const text = texts[i] as string;
      return {
        entry: entryFromTexts({ id, envelopeHash, text, argsText, payloadText, areArgsChecked }),
        newAtHeight: 0,
      };
    });
    const before = this.#state.size;
    const applied = this.#executor.apply(block, admitted);
    // Every leaf of a block but its last has an id.
    this.#ids += applied.head.size - before - 1;
    this.#checkHead();
  }

  /** Checks the stored checkpoint of the current size, and the anchor where another ledger has one. */
  #checkHead(): void {
    const { size, root } = this.#executor.head;
    const note = this.#options.stored.checkpoint(size);
    if (note === undefined) throw new Difference("checkpoint", size, "it is missing");
    const { origin, cosigners } = this.#genesis;
    const problems = cosigners.map((cosigner) => {
      const opened = openCheckpoint(note, {
        origin,
        log: ed25519Verifier(origin, fromBase64(cosigner.logKey) as Uint8Array),
        cosigners: [cosignatureVerifier(cosigner.name, fromBase64(cosigner.cosignKey) as Uint8Array)],
      });
      if (!opened.ok) return opened.problem;
      if (opened.value.size !== size || toHex(opened.value.root) !== root)
        return `it signs the root ${toHex(opened.value.root)}, replay gives ${root}`;
      return opened.value.cosignatures.length === 0 ? "it has no cosignature" : undefined;
    });
    if (!problems.includes(undefined)) throw new Difference("checkpoint", size, problems[0] ?? "nobody signs it");
    const anchored = this.#anchors.get(size);
    if (anchored !== undefined && anchored !== root)
      throw new Difference("anchor", size, `another ledger holds the root ${anchored}, replay gives ${root}`);
    this.#anchors.delete(size);
  }
}

function openGenesis({ stored, genesisHash: wanted, contracts }: VerifyOptions): Genesis {
  const text = stored.meta("genesis");
  if (text === undefined) throw new Difference("genesis", 0, "there is none");
  const parsed = parseCanonical(text);
  if (!parsed.ok) throw new Difference("genesis", 0, `it is malformed: ${parsed.problem}`);
  const checked = check(genesisShape, parsed.value);
  if (!checked.ok)
    throw new Difference("genesis", 0, `it is malformed: ${checked.issues[0]?.path} ${checked.issues[0]?.code}`);
  const hash = genesisHash(checked.value);
  if (wanted !== undefined && hash !== wanted)
    throw new Difference("genesis", 0, `its hash is ${hash}, you brought ${toHex(fromHex(wanted))}`);
  if (contracts.hash !== checked.value.bundle)
    throw new Difference("contracts", 0, `the ledger runs ${checked.value.bundle}, this program has ${contracts.hash}`);
  return checked.value;
}
