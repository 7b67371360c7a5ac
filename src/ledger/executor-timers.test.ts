import assert from "node:assert/strict";
import { test } from "node:test";
import type { BlockLeaf, TimerLeaf } from "#kernel/leaf";
import { expectDone, expectNotRecorded } from "../../test/support/expect-answer.ts";
import { type Act, notes, ProbeLedger } from "../../test/support/probe-ledger.ts";
import type { Answer } from "./service.ts";

/** The timer leaves of the last block, in their order. */
function fired(ledger: ProbeLedger, height = ledger.executor.head.height): TimerLeaf[] {
  return ledger.state
    .leaves(0, 10_000)
    .map(({ leaf }) => JSON.parse(leaf) as TimerLeaf)
    .filter((leaf) => leaf.kind === "timer" && leaf.height === height);
}

const mark: Act = (tx, ctx) => {
  const count = tx.table(notes).get("marks")?.count ?? 0;
  tx.note("marks", count + 1);
  tx.note(ctx.id, count, String(ctx.time));
};

test("timers fire first in a block, in the order of their instants and then their ids, each with a leaf", () => {
  const ledger = new ProbeLedger({
    mark,
    set: (tx, ctx) => ({ ids: [30, 10, 20, 10].map((after) => tx.later("mark", ctx.time + after)) }),
  });
  const start = ledger.time;
  const ids = expectDone(ledger.act("set"))["ids"] as string[];
  assert.equal(ledger.executor.nextTimerDue(), start + 10);
  const tens = [ids[1], ids[3]].sort();
  const [answer] = ledger.block([ledger.entry("mark")], start + 20);
  const { size } = ledger.executor.head;
  assert.deepEqual(
    fired(ledger).map(({ id, outcome, time }) => [id, outcome, time]),
    [...tens, ids[2]].map((id) => [id, "done", start + 20]),
  );
  assert.equal(answer?.status === "recorded" ? answer.position : undefined, size - 2, "after the timers");
  assert.equal(ledger.leaf<BlockLeaf>(size - 1).kind, "block");
  assert.equal(ledger.executor.nextTimerDue(), start + 30);
});

test("a timer that is due at the time of the block fires, one a millisecond later waits", () => {
  const ledger = new ProbeLedger({ mark, set: (tx, ctx) => void tx.later("mark", ctx.time + 10) });
  ledger.act("set");
  ledger.advanceTo(ledger.time + 9);
  assert.deepEqual(fired(ledger), []);
  ledger.advanceTo(ledger.time + 1);
  assert.equal(fired(ledger).length, 1);
  ledger.advanceTo(ledger.time + 100);
  assert.deepEqual(fired(ledger), [], "and never again");
});

test("more timers than fit a block fire in blocks of their own before any transaction", () => {
  const ledger = new ProbeLedger(
    { mark, set: (tx, ctx) => void [1, 2, 3, 4, 5].map((after) => tx.later("mark", ctx.time + after)) },
    { limits: { timersPerBlock: 2 } },
  );
  ledger.act("set");
  const due = ledger.time + 5;
  const entry = ledger.entry("mark");
  for (const count of [2, 2]) {
    expectNotRecorded(ledger.block([entry], due)[0] as Answer, "timers_first");
    assert.deepEqual(ledger.lastSkipped(), { timers_first: 1 });
    assert.equal(fired(ledger).length, count);
  }
  expectDone(ledger.block([entry], due)[0] as Answer);
  assert.equal(fired(ledger).length, 1);
  assert.deepEqual(ledger.replay().at(-1), ledger.executor.head);
});

test("a timer cancelled by one before it in the same block does not fire", () => {
  const ledger = new ProbeLedger({
    mark,
    set: (tx, ctx) => {
      const second = tx.later("mark", ctx.time + 2);
      tx.note("second", 0, second);
      tx.later("cancel", ctx.time + 1);
    },
    cancel: (tx) => tx.cancel(tx.table(notes).get("second")?.text ?? ""),
  });
  ledger.act("set");
  ledger.advanceTo(ledger.time + 5);
  assert.equal(fired(ledger).length, 1);
  assert.equal(ledger.executor.nextTimerDue(), undefined);
  expectDone(ledger.act("cancel"));
});

test("a transaction that is undone sets no timer and cancels none", () => {
  const ledger = new ProbeLedger({
    mark,
    set: (tx, ctx) => void tx.note("timer", 0, tx.later("mark", ctx.time + 10)),
    regret: (tx, ctx, reject) => {
      tx.cancel(tx.table(notes).get("timer")?.text ?? "");
      tx.later("mark", ctx.time + 1);
      return reject();
    },
  });
  ledger.act("set");
  ledger.act("regret");
  assert.equal(ledger.executor.nextTimerDue(), ledger.time + 10);
});

test("a timer that fails, refuses, goes over a limit or is unknown has its leaf and never fires twice", () => {
  const ledger = new ProbeLedger({
    fail: (tx) => {
      tx.note("a", 1);
      assert.fail("a bug");
    },
    refuse: (tx, _ctx, reject) => {
      tx.note("a", 1);
      return reject();
    },
    flood: (tx) => {
      for (let i = 0; i < 20_001; i++) tx.note(`n${i}`, 0);
    },
    mark,
    set: (tx, ctx) =>
      void ["fail", "refuse", "flood", "unknown", "mark"].map((act, i) => tx.later(act, ctx.time + i + 1)),
  });
  ledger.act("set");
  ledger.advanceTo(ledger.time + 10);
  assert.deepEqual(
    fired(ledger).map(({ outcome }) => outcome),
    ["fault", "rejected", "rejected", "fault", "done"],
  );
  assert.equal(ledger.faults.length, 2);
  assert.equal(ledger.counts().length, 2, "only the mark is left");
  assert.equal(ledger.executor.nextTimerDue(), undefined);
  ledger.advanceTo(ledger.time + 10);
  assert.deepEqual(fired(ledger), []);
  assert.deepEqual(ledger.replay().at(-1), ledger.executor.head);
});

test("a timer that sets one that is due at once lets it fire in the next block", () => {
  const ledger = new ProbeLedger({
    mark,
    again: (tx, ctx) => {
      mark(tx, ctx, () => assert.fail());
      tx.later("again", 0);
    },
    set: (tx) => void tx.later("again", 0),
  });
  ledger.act("set");
  for (let height = 2; height < 5; height++) {
    ledger.advanceTo(ledger.time);
    assert.equal(fired(ledger).length, 1);
  }
  assert.equal(ledger.counts().find(([id]) => id === "marks")?.[1], 3);
});

test("what a transaction has read does not count against the timers after it", () => {
  const ledger = new ProbeLedger({
    mark,
    set: (tx, ctx) => {
      for (let i = 0; i < 49_990; i++) tx.table(notes).get("a");
      for (let i = 1; i <= 20; i++) tx.later("mark", ctx.time + i);
    },
  });
  expectDone(ledger.act("set"));
  ledger.advanceTo(ledger.time + 100);
  assert.equal(fired(ledger).length, 20);
});

test("looking at the clock and at the next timer never adds up to a limit", () => {
  const ledger = new ProbeLedger({ mark });
  for (let i = 0; i < 60_000; i++) ledger.executor.clockOffsetMs();
  for (let i = 0; i < 60_000; i++) ledger.executor.nextTimerDue();
  expectDone(ledger.act("mark"));
});

test("ids of timers and of what timers make come from the block's salt: two ledgers with one history differ", () => {
  const acts: Record<string, Act> = {
    set: (tx, ctx) => ({ id: tx.later("make", ctx.time) }),
    make: (tx) => void tx.note(tx.newId("thing"), 1),
  };
  const [one, other] = [new ProbeLedger(acts), new ProbeLedger(acts)];
  const entry = one.entry("set");
  const made = [one, other].map((ledger) => {
    const [answer] = ledger.block([entry], ledger.time);
    ledger.advanceTo(ledger.time);
    return [expectDone(answer as Answer)["id"], ledger.counts()[0]?.[0]];
  });
  assert.match(String(made[0]?.[0]), /^timer_[0-9a-f]{32}$/);
  assert.match(String(made[0]?.[1]), /^thing_[0-9a-f]{32}$/);
  assert.notEqual(made[0]?.[0], made[1]?.[0]);
  assert.notEqual(made[0]?.[1], made[1]?.[1]);
});
