import { strict as assert } from "node:assert";
import { openBlock } from "#kernel/block";
import { fromBase64 } from "#kernel/bytes";
import { keyIdOf } from "#kernel/identity";
import type { BlockLeaf, Leaf, TransactionLeaf } from "#kernel/leaf";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import type { Recorded } from "#ledger/service";
import { openState } from "#sqlite/sqlite-state";
import { book } from "../../examples/points/accounts.ts";
import type { SimNode } from "./sim-node.ts";
import type { Simulation } from "./simulation.ts";

/** What a run was like, so that a test sees that it was not all sunshine. */
export interface Summary {
  readonly height: number;
  readonly root: string;
  readonly crashes: number;
  readonly timers: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly appends: Simulation["log"]["outcomes"];
}

/** Checks everything that must hold at the end of a run, on every node. */
export function checkRun(simulation: Simulation): Summary {
  const { nodes, contracts, log } = simulation;
  const [first, ...others] = nodes;
  assert(first?.head !== undefined);
  for (const node of others) {
    assert.deepEqual(node.head, first.head, "all nodes have the same head");
    for (const table of contracts.tables.values()) assert.deepEqual(node.rows(table), first.rows(table), table.name);
  }
  assert.deepEqual(replay(simulation), first.head, "and so has a replica that was never there");
  for (const node of nodes) assert.deepEqual(node.faults, []);
  const leaves = first.state.leaves(0, 1_000_000).map(({ leaf }) => JSON.parse(leaf) as Leaf);
  const skipped: Record<string, number> = {};
  for (const leaf of leaves) {
    if (leaf.kind !== "block") continue;
    for (const [reason, count] of Object.entries(leaf.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  }
  checkLeaves(simulation, leaves);
  checkAnswers(simulation, leaves);
  checkSums(first, leaves);
  return {
    height: first.head.height,
    root: first.head.root,
    crashes: nodes.reduce((sum, node) => sum + node.crashes, 0),
    timers: leaves.filter(({ kind }) => kind === "timer").length,
    skipped,
    appends: log.outcomes,
  };
}

/** Executes the log from its beginning and gives the last head. */
function replay({ genesis, contracts, log }: Simulation): Executor["head"] {
  const state = openState(":memory:", contracts.tables.values());
  const executor = new Executor({ genesis, contracts, state, guard: noGuard, realTime: () => 0, onFault: () => {} });
  const keys = genesis.cosigners.map(({ logKey }) => fromBase64(logKey) as Uint8Array);
  const logKeys = new Map(keys.map((key) => [keyIdOf(key), key]));
  for (const raw of log.values) {
    const block = openBlock(raw, executor.ref, genesis.limits.blockBytes, logKeys);
    assert(typeof block === "object");
    executor.apply(block);
  }
  state.close();
  return executor.head;
}

/** Each id has one leaf, every entry of a block has a leaf or is counted, and time never goes backwards. */
function checkLeaves({ log }: Simulation, leaves: readonly Leaf[]): void {
  const ids = leaves.flatMap((leaf) => ("id" in leaf ? [leaf.id] : []));
  assert.equal(new Set(ids).size, ids.length, "each id has one leaf");
  for (const [i, raw] of log.values.entries()) {
    const { entries } = JSON.parse(raw) as { entries: unknown[] };
    const own = leaves.filter(({ height }) => height === i + 1);
    const skipped = Object.values((own.at(-1) as BlockLeaf).skipped).reduce((sum, count) => sum + count, 0);
    assert.equal(own.filter(({ kind }) => kind === "transaction").length + skipped, entries.length);
  }
  const times = leaves.map(({ time }) => time);
  assert.deepEqual(
    [...times].sort((a, b) => a - b),
    times,
    "time never goes backwards",
  );
}

/** Whoever was told that something is recorded finds exactly that for ever, and all who asked were told the same. */
function checkAnswers({ sent }: Simulation, leaves: readonly Leaf[]): void {
  const byId = new Map(leaves.flatMap((leaf) => (leaf.kind === "transaction" ? [[leaf.id, leaf] as const] : [])));
  for (const { answers } of sent) {
    const recorded = answers.filter((answer): answer is Recorded => answer.status === "recorded");
    for (const { id, position, height, time, outcome, result } of recorded) {
      const leaf = byId.get(id) as TransactionLeaf;
      assert.deepEqual([position, height, time, outcome], [leaf.position, leaf.height, leaf.time, leaf.outcome]);
      assert.deepEqual(result, recorded[0]?.result);
    }
    assert.ok(recorded.filter(({ duplicate }) => duplicate === undefined).length <= 1, "one of them was the first");
  }
}

/** Points come from the issuer alone: what was issued is what everybody has. */
function checkSums(node: SimNode, leaves: readonly Leaf[]): void {
  const accounts = node.rows(book.accounts as never).map((row) => JSON.parse(row) as { kind: string; balance: string });
  const sum = (of: readonly { balance: string }[]): bigint =>
    of.reduce((all, { balance }) => all + BigInt(balance), 0n);
  assert.equal(sum(accounts), 0n, "every asset sums to zero");
  const postings = leaves.flatMap(({ position }) => {
    const { rows: written = [] } = JSON.parse(node.state.leaf(position)?.effects || "{}") as {
      rows?: [string, string, Posting][];
    };
    return written.filter(([table]) => table === book.postings.name).map(([, , posting]) => posting);
  });
  const issued = postings.filter(({ reason }) => reason === "issue").map(({ amount }) => ({ balance: amount }));
  assert.equal(sum(accounts.filter(({ kind }) => kind === "own")), sum(issued));
}

interface Posting {
  readonly reason: string;
  readonly amount: string;
}
