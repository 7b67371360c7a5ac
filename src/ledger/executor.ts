import { strict as assert } from "node:assert";
import { type Block, blockHash } from "#kernel/block";
import { toHex } from "#kernel/bytes";
import type { Context } from "#kernel/command";
import { sha256Hex } from "#kernel/crypto";
import { type Genesis, genesisHash, ledgerRef } from "#kernel/genesis";
import type { Signer } from "#kernel/identity";
import { canonicalize } from "#kernel/json";
import {
  hashOfLeaf,
  type Leaf,
  leafText,
  resultTextHash,
  rowHash,
  rowsRoot,
  type SkipReason,
  type TimerLeaf,
  type TransactionLeaf,
} from "#kernel/leaf";
import type { ReadTx, Tx } from "#kernel/table";
import { TileWriter } from "#kernel/tiles";
import { answerRecorded, recordedFrom } from "./answers.ts";
import { BlockRun } from "./block-run.ts";
import type { Contracts } from "./contracts.ts";
import { type Entry, entryOf, type Judgement, judgeEntry, openEntry, type VerifiedEntry } from "./entry.ts";
import { entryTx } from "./entry-tx.ts";
import { PROTOCOL_1_LIMITS } from "./limits.ts";
import { type NodeKeys, signHead } from "./node-keys.ts";
import { Rows } from "./rows.ts";
import { checkInvariants, type Run, rejected, runCommand, runTimer, type WatchedInvariant } from "./run-contract.ts";
import type { Head } from "./service.ts";
import type { State } from "./state.ts";
import { timersTable } from "./timers-table.ts";

/** An entry that passed this node's door just before its block was proposed. */
export interface Admitted {
  readonly entry: VerifiedEntry;
  /** Height of the block for which its id was seen to have no leaf; the look-up is not made twice. 0: not looked up. */
  readonly newAtHeight: number;
  /** Who signed, as judged for a block of this time at that height: stays true until a row changes that it rests on. */
  readonly judged?: { readonly signers: readonly Signer[]; readonly time: number };
}

export interface Applied {
  readonly head: Head;
  /** Canonical JSON of the answer to each entry of the block, in its order. */
  readonly answers: readonly string[];
  readonly timers: number;
}

export interface ExecutorOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly state: State;
  /** Absent on a node that only replays, such as `verify`. */
  readonly keys?: NodeKeys;
  /** Runs contract code; the executor's thread passes the determinism guard. */
  readonly guard: <T>(run: () => T) => T;
  /** The machine's clock in milliseconds: for the times in cosignatures, never for execution. */
  readonly realTime: () => number;
  /** Hears why contract code failed; the ledger records only that it did. */
  readonly onFault: (position: number, name: string, cause: unknown) => void;
}

/** The ledger and its contracts do not belong together: computing on would give something else than the other nodes. */
export class OtherContracts extends Error {}

/** Executes blocks in order into the state of one ledger. Synchronous: one block is one durable transaction of the state. */
export class Executor {
  readonly ref: string;
  readonly #options: ExecutorOptions;
  readonly #genesisHash: string;
  readonly #rows: Rows;
  readonly #invariants: readonly WatchedInvariant[];
  readonly #directoryTables: ReadonlySet<string>;
  #tree: TileWriter;
  #head: Head;
  #previous: string;

  /** Opens a ledger, or starts it from its genesis when the state is empty. Throws `OtherContracts` when they do not fit. */
  constructor(options: ExecutorOptions) {
    const { genesis, contracts, state } = options;
    if (contracts.hash !== genesis.bundle) {
      throw new OtherContracts(
        `ledger "${genesis.name}" runs the contracts ${genesis.bundle}, this program has ${contracts.hash}; a demo is rebuilt, any other ledger needs the release it was made with`,
      );
    }
    this.#options = options;
    this.ref = ledgerRef(genesis);
    this.#genesisHash = genesisHash(genesis);
    this.#rows = new Rows(state, PROTOCOL_1_LIMITS);
    this.#invariants = contracts.scenarios
      .flatMap((scenario) => scenario.invariants ?? [])
      .map((invariant) => ({ invariant, tables: new Set(invariant.tables) }));
    this.#directoryTables = new Set(contracts.directory.tables);
    const last = state.lastBlock();
    const size = last?.size ?? (state.meta("genesis") === undefined ? 0 : 1);
    if (size > 0) assert(state.meta("genesis") === canonicalize(genesis), "the database belongs to another genesis");
    this.#tree = TileWriter.restore(size, (level, index, width) => {
      const tile = state.tile(level, index);
      assert(tile !== undefined && tile.length >= width * 32, `tile ${level}/${index} is missing`);
      return tile.subarray(0, width * 32);
    });
    this.#previous = last === undefined ? this.#genesisHash : blockHash(last.raw);
    this.#head = { height: 0, time: genesis.startsAt, size: 1, root: "" };
    if (size === 0) this.#writeGenesis();
    else this.#head = this.#headAt(last?.height ?? 0, this.#timeOf(size - 1));
  }

  get head(): Head {
    return this.#head;
  }

  /** Hash that the next block names as its predecessor. */
  get previous(): string {
    return this.#previous;
  }

  /** Instant at which the first waiting timer is due. */
  nextTimerDue(): number | undefined {
    this.#rows.begin();
    const [timer] = this.#rows.handle(timersTable, this.#flush).find({ index: "byDue", limit: 1 });
    return timer?.dueAt;
  }

  /** Milliseconds by which a simulated clock runs ahead of the machine's. */
  clockOffsetMs(): number {
    this.#rows.begin();
    return this.#options.contracts.directory.clockOffsetMs(this.#readTx());
  }

  /** Judges an entry as if it were the first of a block at `time`: what the door may say beforehand. */
  judge(entry: Entry, time: number): readonly Signer[] | SkipReason {
    this.#rows.begin();
    return judgeEntry(entry, this.#judgement(time));
  }

  /** Answer of an id that has a leaf already, as canonical JSON. */
  recorded(id: string): string | undefined {
    const { state } = this.#options;
    const position = state.position(id);
    const leaf = position === undefined ? undefined : state.leaf(position);
    return leaf === undefined ? undefined : recordedFrom(leaf, true);
  }

  /**
   * Executes the next block and commits it durably with state, leaves and signed head. After an error the executor must not
   * be used any more: nothing of the block was acknowledged, and the node stops.
   */
  apply(block: Block, admitted: readonly (Admitted | undefined)[] = []): Applied {
    assert(block.height === this.#head.height + 1 && block.previous === this.#previous, "blocks come in order");
    assert(block.bundle === this.#options.contracts.hash, "the block is executed by its own bundle");
    const run = new BlockRun(block, this.#head.time);
    this.#options.state.commit(() => {
      this.#runTimers(run);
      const areTimersLeft = (this.nextTimerDue() ?? Number.MAX_SAFE_INTEGER) <= run.time;
      for (const [i, text] of block.entries.entries()) {
        run.answers.push(areTimersLeft ? run.skip("timers_first") : this.#runEntry(run, text, admitted[i]));
      }
      this.#closeBlock(run);
    });
    this.#previous = run.hash;
    this.#head = this.#headAt(block.height, run.time);
    return { head: this.#head, answers: run.answers, timers: run.timers };
  }

  #runTimers(run: BlockRun): void {
    this.#rows.begin();
    const due = this.#rows
      .handle(timersTable, this.#flush)
      .find({ index: "byDue", limit: this.#options.genesis.limits.timersPerBlock })
      .filter((timer) => timer.dueAt <= run.time);
    for (const { id } of due) {
      this.#rows.begin();
      const waiting = this.#rows.handle(timersTable, this.#flush);
      const timer = waiting.get(id);
      // A timer before it in this block may have cancelled it.
      if (timer === undefined) continue;
      waiting.delete(id);
      const { contracts } = this.#options;
      const [tx, context] = [this.#tx(run), this.#context(run, id)];
      const outcome = this.#settle(timer.timer, () => runTimer(contracts, timer, tx, context));
      if (outcome.outcome !== "done") {
        // Undone with the rest, but a timer never fires twice.
        this.#rows.begin();
        this.#rows.handle(timersTable, this.#flush).delete(id);
      }
      this.#record(run, id, undefined, outcome);
      run.timers++;
    }
  }

  #runEntry(run: BlockRun, text: string, admitted: Admitted | undefined): string {
    const { contracts, genesis } = this.#options;
    const entry = admitted === undefined ? openUnverified(text, genesis) : { verified: admitted.entry };
    if (entry === undefined) return run.skip("malformed");
    const { id, payload, payloadText, envelopeHash } = entryOf(entry);
    const inBlock = run.recorded.get(id);
    const before =
      inBlock !== undefined
        ? `{"duplicate":true,${inBlock.slice(1)}`
        : admitted?.newAtHeight === run.block.height
          ? undefined
          : this.recorded(id);
    if (before !== undefined) {
      run.skip("duplicate");
      return before;
    }
    this.#rows.begin();
    const signers = this.#judgedBefore(run, admitted) ?? judgeEntry(entry, this.#judgement(run.time));
    if (typeof signers === "string") return run.skip(signers, id);
    this.#rows.begin();
    const [tx, context] = [this.#tx(run, () => sha256Hex(payloadText)), this.#context(run, id)];
    const outcome = this.#settle(payload.command, () => runCommand(contracts, entryOf(entry), signers, tx, context));
    const answer = this.#record(run, id, envelopeHash, outcome);
    run.recorded.set(id, answer);
    return answer;
  }

  /** The door's verdict on an entry, where the state that it rests on is still that just before the entry. */
  #judgedBefore(run: BlockRun, admitted: Admitted | undefined): readonly Signer[] | undefined {
    const { newAtHeight, judged } = admitted ?? {};
    const isStillTrue = newAtHeight === run.block.height && judged?.time === run.time && !run.hasDirectoryChanged;
    return isStillTrue ? judged.signers : undefined;
  }

  /** Runs contract code and the invariants after it under guard, and undoes what must not stay. */
  #settle(name: string, contract: () => Run): Run {
    const run = this.#options.guard(() => {
      const ended = contract();
      return ended.outcome === "done" ? checkInvariants(this.#invariants, this.#rows, ended) : ended;
    });
    const settled = this.#rows.isOverLimit ? rejected("limit_exceeded") : run;
    if (settled.outcome !== "done") this.#rows.undo();
    if (settled.outcome === "fault") this.#options.onFault(this.#tree.size, name, settled.fault);
    return settled;
  }

  /** Appends the leaf of a transaction, or of a timer, which has no envelope. Gives its answer. */
  #record(run: BlockRun, id: string, envelope: string | undefined, { outcome, resultText }: Run): string {
    const { height } = run.block;
    const { time } = run;
    const position = this.#tree.size;
    const rows = this.#rows.keep();
    if (rows.some(({ table }) => this.#directoryTables.has(table.name))) run.hasDirectoryChanged = true;
    const hashes = rows.map(({ table, key, text }, index) =>
      rowHash(run.salts("row", position, index), table.name, key, text ?? "null"),
    );
    const result = resultTextHash(run.salts("result", position, 0), resultText);
    const root = rowsRoot(hashes);
    const leaf: TransactionLeaf | TimerLeaf =
      envelope === undefined
        ? { height, id, kind: "timer", outcome, position, result, rows: root, time }
        : { envelope, height, id, kind: "transaction", outcome, position, result, rows: root, time };
    const rowTexts = rows.map(({ table, key, text }) => `["${table.name}","${key}",${text ?? "null"}]`);
    this.#append(leaf, `{"result":${resultText},"rows":[${rowTexts.join(",")}]}`, id);
    return answerRecorded(leaf, resultText);
  }

  #closeBlock(run: BlockRun): void {
    const { block } = run;
    this.#append({
      block: run.hash,
      bundle: block.bundle,
      height: block.height,
      kind: "block",
      position: this.#tree.size,
      proposer: block.proposer,
      skipped: run.skipped,
      time: run.time,
    });
    this.#options.state.putBlock({ height: block.height, raw: block.raw, size: this.#tree.size });
    this.#flush();
    this.#storeTree();
  }

  #writeGenesis(): void {
    const { genesis, contracts, state } = this.#options;
    state.commit(() => {
      // The genesis is public: its ids have nothing to hide.
      const seed = () => this.#genesisHash;
      const ids = { position: 0, time: genesis.startsAt, objectSeed: seed, timerSeed: seed };
      const tx = entryTx(this.#rows, this.#flush, ids);
      for (const scenario of contracts.scenarios) scenario.genesis?.(tx, genesis);
      this.#rows.keep();
      this.#append({ genesis: this.#genesisHash, height: 0, kind: "genesis", position: 0, time: genesis.startsAt });
      state.putMeta("genesis", canonicalize(genesis));
      this.#flush();
      this.#storeTree();
    });
    this.#head = this.#headAt(0, genesis.startsAt);
  }

  #append(leaf: Leaf, effects = "", id?: string): void {
    const text = leafText(leaf);
    this.#options.state.putLeaf({ position: leaf.position, id, leaf: text, effects });
    this.#tree.append(hashOfLeaf(text));
  }

  #storeTree(): void {
    const { state, genesis, keys, realTime } = this.#options;
    for (const tile of this.#tree.takeTiles()) state.putTile(tile.level, tile.index, tile.bytes);
    if (keys !== undefined) {
      state.putCheckpoint(
        this.#tree.size,
        signHead(genesis.origin, this.#tree.size, this.#tree.root(), keys, realTime()),
      );
    }
  }

  readonly #flush = (): void => this.#rows.flush((table, key, text) => this.#options.state.putRow(table, key, text));

  #headAt(height: number, time: number): Head {
    return { height, time, size: this.#tree.size, root: toHex(this.#tree.root()) };
  }

  #timeOf(position: number): number {
    const leaf = this.#options.state.leaf(position);
    assert(leaf !== undefined, `leaf ${position} is missing`);
    return (JSON.parse(leaf.leaf) as Leaf).time;
  }

  #context(run: BlockRun, id: string): Context {
    return { ledger: this.ref, clock: this.#options.genesis.clock, height: run.block.height, time: run.time, id };
  }

  #judgement(time: number): Judgement {
    const { genesis, contracts } = this.#options;
    return { genesis, ref: this.ref, directory: contracts.directory, tx: this.#readTx(), time };
  }

  #readTx(): ReadTx {
    return { table: (table) => this.#rows.handle(table, this.#flush) };
  }

  /** The handle of an entry; ids of objects come from the entry where it has a secret of its own, else from the block's salt. */
  #tx(run: BlockRun, secretSeed?: () => string): Tx {
    const position = this.#tree.size;
    const timerSeed = (counter: number) => run.salts("timer", position, counter);
    const ids = {
      position,
      time: run.time,
      timerSeed,
      objectSeed: secretSeed ?? timerSeed,
    };
    return entryTx(this.#rows, this.#flush, ids);
  }
}

function openUnverified(text: string, genesis: Genesis): Entry | undefined {
  const opened = openEntry(text, genesis.limits.transactionBytes);
  return typeof opened === "string" ? undefined : { unverified: opened };
}
