import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Block, openBlock } from "#kernel/block";
import { keyIdOf } from "#kernel/identity";
import { openState } from "#sqlite/sqlite-state";
import { notes, ProbeLedger } from "../../test/support/probe-ledger.ts";
import { TEST_BUNDLE, testNodeKeys } from "../../test/support/test-genesis.ts";
import { assembleContracts } from "./contracts.ts";
import { Executor, type ExecutorOptions, OtherContracts } from "./executor.ts";
import { noGuard } from "./guard.ts";
import type { Head } from "./service.ts";
import type { State } from "./state.ts";

const { log } = testNodeKeys("test");

function open(ledger: ProbeLedger, state: State, more: Partial<ExecutorOptions> = {}): Executor {
  const { genesis, contracts } = ledger;
  return new Executor({
    genesis,
    contracts,
    state,
    keys: testNodeKeys("test"),
    guard: noGuard,
    realTime: () => 0,
    onFault: () => {},
    ...more,
  });
}

function blockOf(ledger: ProbeLedger, raw: string): Block {
  const keys = new Map([[keyIdOf(log.publicKey), log.publicKey]]);
  const block = openBlock(raw, ledger.executor.ref, ledger.genesis.limits.blockBytes, keys);
  assert(typeof block === "object");
  return block;
}

/** A ledger that grows by timers, and its heads. Every block ends with a leaf of its own. */
function grownTo(sizes: readonly number[]): { ledger: ProbeLedger; heads: readonly Head[] } {
  const heads: Head[] = [];
  const ledger = new ProbeLedger(
    {
      count: (tx) => tx.note("sum", (tx.table(notes).get("sum")?.count ?? 0) + 1),
      ...Object.fromEntries(
        sizes.map((_, i) => {
          // The transaction, its block's leaf, and the leaf of the block in which the timers fire.
          const timers = (sizes[i] as number) - (sizes[i - 1] ?? 1) - 3;
          return [
            `grow ${i}`,
            (tx, ctx) => {
              for (let n = 0; n < timers; n++) tx.later("count", ctx.time);
            },
          ] as const;
        }),
      ),
    },
    { limits: { timersPerBlock: 1_000 } },
  );
  for (const [i, size] of sizes.entries()) {
    ledger.act(`grow ${i}`);
    heads.push(ledger.executor.head);
    ledger.advanceTo(ledger.time + 1);
    heads.push(ledger.executor.head);
    assert.equal(ledger.executor.head.size, size);
  }
  return { ledger, heads };
}

test("a ledger opened again after every block has the heads of one that never stopped", (t) => {
  const { ledger, heads } = grownTo([4, 255, 259, 511, 515, 768, 1_025]);
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [i, raw] of ledger.blocks.entries()) {
    const state = openState(join(folder, "state.db"), ledger.contracts.tables.values());
    const executor = open(ledger, state);
    assert.deepEqual(executor.head, heads[i - 1] ?? executor.head);
    assert.equal(executor.head.height, i);
    assert.deepEqual(executor.apply(blockOf(ledger, raw)).head, heads[i]);
    assert.equal(state.checkpoint()?.split("\n")[1], String(heads[i]?.size));
    state.close();
  }
});

test("a database of another genesis is refused, and left as it is", () => {
  const [ledger, other] = [new ProbeLedger({}), new ProbeLedger({}, { startsAt: 1_000 })];
  assert.throws(() => open(other, ledger.state), /the database belongs to another genesis/);
  assert.deepEqual(ledger.reopened().head, ledger.executor.head);
});

test("other contract code than the ledger's is refused in plain words before anything is written", () => {
  const ledger = new ProbeLedger({});
  const state = openState(":memory:", ledger.contracts.tables.values());
  const contracts = assembleContracts("c".repeat(64), ledger.contracts.scenarios, ledger.genesis.scenarios);
  const plainly = new RegExp(`ledger "test" runs the contracts ${TEST_BUNDLE}, this program has c{64}`);
  for (const opened of [state, ledger.state]) {
    assert.throws(
      () => open(ledger, opened, { contracts }),
      (error) => error instanceof OtherContracts && plainly.test(error.message),
    );
  }
  assert.equal(state.meta("genesis"), undefined);
  state.close();
});

test("a genesis that a scenario refuses leaves an empty database", () => {
  const ledger = new ProbeLedger({});
  const genesis = { ...ledger.genesis, people: ledger.genesis.people.map((person) => ({ ...person, roles: [] })) };
  const state = openState(":memory:", ledger.contracts.tables.values());
  assert.throws(() => open(ledger, state, { genesis }), /genesis names no administrator/);
  assert.equal(state.meta("genesis"), undefined);
  assert.deepEqual(state.counts(), { blocks: 0, leaves: 0, ids: 0, tiles: 0, checkpoints: 0 });
  state.close();
});

test("a database with a tile or leaf missing is not opened", () => {
  const { ledger } = grownTo([4, 259]);
  const { state } = ledger;
  const spoilt = (part: Partial<State>): State =>
    ({
      ...part,
      meta: (name) => state.meta(name),
      lastBlock: () => state.lastBlock(),
      tile: part.tile ?? ((level, index) => state.tile(level, index)),
    }) as State;
  assert.throws(() => open(ledger, spoilt({ tile: () => undefined })), /tile \d\/\d is missing/);
  assert.throws(() => open(ledger, spoilt({ tile: () => new Uint8Array(32) })), /tile \d\/\d is missing/);
  assert.throws(() => open(ledger, spoilt({ leaf: () => undefined })), /leaf 258 is missing/);
});
