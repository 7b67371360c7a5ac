import { strict as assert } from "node:assert";
import { openBlock } from "#kernel/block";
import { type Context, defineCommand, defineTimer, type Rejected, type Result } from "#kernel/command";
import { submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { BlockLeaf, Leaf } from "#kernel/leaf";
import { anyTable, defineScenario, type Invariant, type Scenario } from "#kernel/scenario";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type Tx } from "#kernel/table";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import type { Answer, Head } from "#ledger/service";
import { openState } from "#sqlite/sqlite-state";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness, type HarnessOptions } from "./contract-harness.ts";
import { testKeyPair, testNodeKeys } from "./test-genesis.ts";

const noteRow = shape.object({ id: shape.text(1, 100), count: shape.int(-1_000, 1_000), text: shape.text(0, 200) });
type Note = Infer<typeof noteRow>;

/** The one table of a probe. */
export const notes = defineTable({
  name: "probe_notes",
  row: noteRow,
  key: (row: Note) => row.id,
  indexes: { byCount: ["count"] },
  visible: () => true,
});

/** Contract code under test. It runs as a command, and as a timer that an act has scheduled. */
export type Act = (tx: ProbeTx, ctx: Context, reject: (facts?: Rejected["facts"]) => Rejected) => unknown;

/** What an act may do. */
export interface ProbeTx extends Tx {
  note(id: string, count: number, text?: string): void;
  /** Lets an act of this name run at an instant. */
  later(act: string, at: number): string;
}

const input = shape.object({ act: shape.text(1, 60) });

/** A scenario whose only command, `probe.act`, runs the act of the given name. */
export function probeScenario(acts: Readonly<Record<string, Act>>, invariants: readonly Invariant[] = []): Scenario {
  const perform = (name: string, tx: Tx, ctx: Context, reject: Parameters<Act>[2]): Result => {
    const act = acts[name];
    assert(act !== undefined, `there is no act "${name}"`);
    const probeTx: ProbeTx = {
      ...tx,
      note: (id, count, text = "") => tx.table(notes).put({ id, count, text }),
      later: (other, at) => tx.schedule(fires, at, { act: other }),
    };
    // Acts return what a contract must not, too.
    return (act(probeTx, ctx, reject) ?? {}) as Result;
  };
  const fires = defineTimer({
    name: "probe.act-fires",
    input,
    run: (tx, { act }, ctx) => perform(act, tx, ctx, (facts = {}) => ({ rejected: "refused", facts })),
  });
  const command = defineCommand({
    name: "probe.act",
    allow: "anyone",
    input,
    rejections: { refused: 409 },
    run: (tx, { act }, ctx, reject) => perform(act, tx, ctx, (facts) => reject("refused", facts)),
  });
  return defineScenario({
    name: "probe",
    roles: [],
    tables: [anyTable(notes)],
    commands: [command],
    queries: [],
    timers: [fires],
    invariants,
    texts: { zh: {}, en: {} },
  });
}

export interface EntryOptions {
  readonly as?: string | readonly string[];
  readonly notAfter?: number;
  readonly ledger?: string;
}

/** A ledger of `ada` (administrator) of `centre` and `bo` of `works`, on which acts are run. */
export class ProbeLedger extends ContractHarness {
  readonly #options: HarnessOptions;

  constructor(
    acts: Readonly<Record<string, Act>>,
    options: Partial<HarnessOptions> & { readonly invariants?: readonly Invariant[] } = {},
  ) {
    const { invariants, ...rest } = options;
    const all: HarnessOptions = {
      scenarios: [council, probeScenario(acts, invariants)],
      people: { ada: { member: "centre", roles: ["administrator"] }, bo: { member: "works", roles: [] } },
      ...rest,
    };
    super(all);
    this.#options = all;
  }

  /** Runs an act in a block of its own. */
  act(name: string, time?: number): Answer {
    return this.run("probe.act", { act: name }, { as: "ada", ...(time === undefined ? {} : { time }) });
  }

  /** A submission that runs an act. */
  entry(
    name: string,
    { as = "ada", notAfter = this.time + 300_000, ledger = this.executor.ref }: EntryOptions = {},
  ): string {
    const labels = typeof as === "string" ? [as] : as;
    return submissionText({ ledger, command: "probe.act", args: { act: name }, notAfter }, labels.map(testKeyPair));
  }

  /** The notes as id and count, in the order of their ids. */
  counts(): readonly (readonly [id: string, count: number])[] {
    return (this.rows(notes) as unknown as Note[]).map(({ id, count }) => [id, count]);
  }

  /** The leaf at a position. */
  leaf<L extends Leaf = Leaf>(position: number): L {
    const stored = this.state.leaf(position);
    assert(stored !== undefined, `no leaf ${position}`);
    return JSON.parse(stored.leaf) as L;
  }

  /** What the last block skipped. */
  lastSkipped(): BlockLeaf["skipped"] {
    return this.leaf<BlockLeaf>(this.executor.head.size - 1).skipped;
  }

  /** An executor that opens the state as it stands, as after a restart. */
  reopened(): Executor {
    return this.#executor(this.state);
  }

  /** The heads that a fresh replica has after each block of this ledger. */
  replay(): readonly Head[] {
    const state = openState(":memory:", this.contracts.tables.values());
    const executor = this.#executor(state);
    const { log } = testNodeKeys(this.genesis.name);
    const keys = new Map([[keyIdOf(log.publicKey), log.publicKey]]);
    const heads = this.blocks.map((raw) => {
      const block = openBlock(raw, executor.ref, this.genesis.limits.blockBytes, keys);
      assert(typeof block === "object", `replay: ${String(block)}`);
      return executor.apply(block).head;
    });
    state.close();
    return heads;
  }

  #executor(state: ReturnType<typeof openState>): Executor {
    return new Executor({
      genesis: this.genesis,
      contracts: this.contracts,
      state,
      keys: testNodeKeys(this.genesis.name),
      guard: noGuard,
      realTime: () => this.#options.startsAt ?? 0,
      onFault: () => {},
    });
  }
}
