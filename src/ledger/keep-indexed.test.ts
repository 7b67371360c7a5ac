import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { keepIndexed } from "./keep-indexed.ts";
import type { Head, LedgerReader } from "./service.ts";

/** A ledger whose index is behind, and how it was asked to catch up. */
function lagging() {
  const state = { indexed: 0, size: 10, pending: 0, budgets: [] as number[], failure: undefined as Error | undefined };
  const explorer = {
    get indexed() {
      return state.indexed;
    },
    catchUp: (budgetMs: number) => {
      state.budgets.push(budgetMs);
      if (state.failure !== undefined) throw state.failure;
      state.indexed++;
      return false;
    },
  };
  const reader = { head: () => ({ size: state.size }) as Head } as LedgerReader;
  return { state, explorer, service: { reader, pending: () => state.pending } };
}

function passIntervals(t: TestContext, count: number): void {
  for (let i = 0; i < count; i++) t.mock.timers.tick(250);
}

function fail(error: unknown): never {
  throw error;
}

test("an index follows its ledger while nothing waits, and rests when it is there", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { state, explorer, service } = lagging();
  const stop = keepIndexed(explorer, service, fail);
  passIntervals(t, 30);
  assert.equal(state.budgets.length, 10);
  state.size = 12;
  passIntervals(t, 1);
  assert.equal(state.budgets.length, 10, "a ledger that has just moved may move on");
  passIntervals(t, 1);
  stop();
  passIntervals(t, 30);
  assert.equal(state.budgets.length, 11);
});

test("a ledger that moves all the time is followed a little and seldom", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { state, explorer, service } = lagging();
  const stop = keepIndexed(explorer, service, fail);
  for (let i = 0; i < 40; i++) {
    state.size += 100;
    passIntervals(t, 1);
  }
  assert.deepEqual(state.budgets, [5, 5]);
  stop();
});

test("transactions that wait come first: the index takes little and seldom", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { state, explorer, service } = lagging();
  state.pending = 1;
  const stop = keepIndexed(explorer, service, fail);
  passIntervals(t, 40);
  assert.deepEqual(state.budgets, [5, 5]);
  stop();
});

test("an index that fails is told of once and left alone", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { state, explorer, service } = lagging();
  state.failure = new Error("the disk is full");
  const errors: unknown[] = [];
  keepIndexed(explorer, service, (error) => errors.push(error));
  passIntervals(t, 10);
  assert.deepEqual([errors, state.budgets.length], [[state.failure], 1]);
});
