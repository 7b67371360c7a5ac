import { strict as assert } from "node:assert";
import { type Block, blockHash, saltBytes } from "#kernel/block";
import { toHex } from "#kernel/bytes";
import type { Context } from "#kernel/command";
import { type Genesis, genesisHash, ledgerRef } from "#kernel/genesis";
import type { Signer } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject } from "#kernel/json";
import {
  deriveSalt,
  hashOfLeaf,
  type Leaf,
  leafText,
  objectId,
  publicId,
  resultHash,
  rowHash,
  rowsRoot,
  type SkipReason,
} from "#kernel/leaf";
import type { Invariant } from "#kernel/scenario";
import type { Id } from "#kernel/shape";
import type { ReadTx, Tx } from "#kernel/table";
import { TileWriter } from "#kernel/tiles";
import { answerNotRecorded, answerRecorded, recordedFrom } from "./answers.ts";
import type { Contracts } from "./contracts.ts";
import { type Entry, entryOf, type Judgement, judgeEntry, openEntry, type VerifiedEntry } from "./entry.ts";
import { PROTOCOL_1_LIMITS } from "./limits.ts";
import { type NodeKeys, signHead } from "./node-keys.ts";
import { Rows } from "./rows.ts";
import { type Run, runCommand, runTimer } from "./run-contract.ts";
import type { Head } from "./service.ts";
import type { State } from "./state.ts";
import { timersTable } from "./timers-table.ts";

/** An entry that passed this node's door just before its block was proposed. */
export interface Admitted {
  readonly entry: VerifiedEntry;
  /** Height of the block for which its id was seen to have no leaf; the look-up is not made twice. 0: not looked up. */
  readonly newAtHeight: number;
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
  readonly #invariants: readonly { readonly invariant: Invariant; readonly tables: ReadonlySet<string> }[];
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
    const [timer] = this.#rows.handle(timersTable, this.#flush).find({ index: "byDue", limit: 1 });
    this.#rows.begin();
    return timer?.dueAt;
  }

  /** Milliseconds by which a simulated clock runs ahead of the machine's. */
  clockOffsetMs(): number {
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
    const run = new BlockRun(block, Math.max(this.#head.time, block.time));
    this.#options.state.commit(() => {
      this.#runTimers(run);
      const areTimersLeft = (this.nextTimerDue() ?? Number.MAX_SAFE_INTEGER) <= run.time;
      for (const [i, text] of block.entries.entries()) {
        run.answers.push(areTimersLeft ? run.skip("timers_first") : this.#runEntry(run, text, admitted[i]));
      }
      this.#closeBlock(run);
    });
    this.#previous = blockHash(block.raw);
    this.#head = this.#headAt(block.height, run.time);
    return { head: this.#head, answers: run.answers, timers: run.timers };
  }

  #runTimers(run: BlockRun): void {
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
      const definition = this.#options.contracts.timers.get(timer.timer);
      const context = this.#context(run, id);
      const outcome = this.#settle(
        definition === undefined
          ? { outcome: "fault", result: {}, fault: new Error(`no timer "${timer.timer}"`) }
          : this.#options.guard(() =>
              runTimer(definition, JSON.parse(timer.data) as JsonObject, this.#tx(run.time, id, run.salt), context),
            ),
        timer.timer,
      );
      if (outcome.outcome !== "done") {
        // Undone with the rest, but a timer never fires twice.
        this.#rows.begin();
        this.#rows.handle(timersTable, this.#flush).delete(id);
      }
      this.#record(run, { kind: "timer", id }, outcome);
      run.timers++;
    }
  }

  #runEntry(run: BlockRun, text: string, admitted: Admitted | undefined): string {
    const entry = admitted === undefined ? openUnverified(text) : { verified: admitted.entry };
    if (entry === undefined) return run.skip("malformed");
    const { id, payload, envelopeHash } = entryOf(entry);
    const before = run.recorded.get(id) ?? (admitted?.newAtHeight === run.block.height ? undefined : this.recorded(id));
    if (before !== undefined) {
      run.skip("duplicate");
      return before;
    }
    this.#rows.begin();
    const signers = judgeEntry(entry, this.#judgement(run.time));
    if (typeof signers === "string") return run.skip(signers, id);
    this.#rows.begin();
    const { contracts, guard } = this.#options;
    const context = this.#context(run, id);
    const tx = this.#tx(run.time, id, run.salt);
    const outcome = this.#settle(
      guard(() => runCommand(contracts, entryOf(entry), signers, tx, context)),
      payload.command,
    );
    const answer = this.#record(run, { kind: "transaction", id, envelope: envelopeHash }, outcome);
    run.recorded.set(id, `{"duplicate":true,${answer.slice(1)}`);
    return answer;
  }

  /** Checks the invariants of a run that is done, and undoes what must not stay. */
  #settle(run: Run, name: string): Run {
    const settled = run.outcome === "done" ? this.#checkInvariants(run) : run;
    if (settled.outcome !== "done") this.#rows.undo();
    if (settled.outcome === "fault") this.#options.onFault(this.#tree.size, name, settled.fault);
    return settled;
  }

  #checkInvariants(run: Run): Run {
    for (const { invariant, tables } of this.#invariants) {
      const changes = this.#rows.changes(tables);
      const broken = changes.length === 0 ? undefined : invariant.broken(changes);
      if (broken !== undefined)
        return { outcome: "fault", result: {}, fault: new Error(`${invariant.name}: ${broken}`) };
    }
    return run;
  }

  #record(
    run: BlockRun,
    entry: { kind: "timer"; id: string } | { kind: "transaction"; id: string; envelope: string },
    outcome: Run,
  ): string {
    const position = this.#tree.size;
    const { rows } = this.#rows.keep();
    const hashes = rows.map(({ table, key, text }, index) =>
      rowHash(deriveSalt(run.salt, "row", position, index), table, key, text ?? "null"),
    );
    const resultText = canonicalize(outcome.result);
    const common = {
      height: run.block.height,
      outcome: outcome.outcome,
      position,
      result: resultHash(deriveSalt(run.salt, "result", position, 0), outcome.result),
      rows: rowsRoot(hashes),
      time: run.time,
    };
    const rowTexts = rows.map(({ table, key, text }) => `["${table}","${key}",${text ?? "null"}]`);
    this.#append({ ...entry, ...common }, `{"result":${resultText},"rows":[${rowTexts.join(",")}]}`, entry.id);
    return answerRecorded({ ...common, id: entry.id }, resultText);
  }

  #closeBlock(run: BlockRun): void {
    const { block } = run;
    this.#append({
      block: blockHash(block.raw),
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
      const tx = this.#tx(genesis.startsAt, this.#genesisHash);
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

  /** `salt` is the block's; the genesis has none and hides nothing. */
  #tx(time: number, id: string, salt?: Uint8Array): Tx {
    let counter = 0;
    const newId = <P extends string>(prefix: P): Id<P> => {
      const made = objectId(prefix, this.#tree.size, id, counter++) as Id<P>;
      this.#rows.noteNewId(made);
      return made;
    };
    return {
      table: (table) => this.#rows.handle(table, this.#flush),
      newId,
      schedule: (timer, dueAt, input) => {
        // From the block's salt: the public leaf of a timer must not lead to the transaction that set it.
        const seed = salt === undefined ? id : deriveSalt(salt, "timer", this.#tree.size, counter);
        const timerId = publicId("timer", time, seed, counter++) as Id<"timer">;
        const data = canonicalize(input as Json);
        this.#rows
          .handle(timersTable, this.#flush)
          .put({ id: timerId, dueAt: Math.max(dueAt, 0), timer: timer.name, data });
        return timerId;
      },
      cancel: (timerId) => this.#rows.handle(timersTable, this.#flush).delete(timerId),
    };
  }
}

/** What is gathered while one block runs. */
class BlockRun {
  readonly block: Block;
  readonly time: number;
  readonly salt: Uint8Array;
  readonly answers: string[] = [];
  /** Answers of this block by id, marked as duplicates, for entries that stand in it twice. */
  readonly recorded = new Map<string, string>();
  readonly skipped: Partial<Record<SkipReason, number>> = {};
  timers = 0;

  constructor(block: Block, time: number) {
    this.block = block;
    this.time = time;
    this.salt = saltBytes(block);
  }

  /** Counts an entry that gets no leaf and gives its answer. */
  skip(reason: SkipReason, id?: string): string {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
    return answerNotRecorded("skipped", reason, id);
  }
}

function openUnverified(text: string): Entry | undefined {
  const opened = openEntry(text);
  return typeof opened === "string" ? undefined : { unverified: opened };
}
