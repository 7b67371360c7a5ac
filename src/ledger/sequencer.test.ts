import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sealBlock } from "#kernel/block";
import type { KeyPair } from "#kernel/crypto";
import { type Act, ProbeLedger } from "../../test/support/probe-ledger.ts";
import { TEST_BUNDLE, testKeyPair, testNodeKeys } from "../../test/support/test-genesis.ts";
import type { VaultEntry } from "./door.ts";
import type { VerifiedEntry } from "./entry.ts";
import { openEntry } from "./entry.ts";
import { EmbeddedLog, type Log } from "./log.ts";
import { Sequencer } from "./sequencer.ts";
import type { Answer, Head } from "./service.ts";

/** A log in memory, whose answers a test can arrange. */
class ArrangedLog implements Log {
  readonly values: string[] = [];
  /** What the next appends do; appended when nothing is arranged. */
  readonly appends: ((raw: string) => "appended" | "lost" | "unknown")[] = [];
  /** Called while a read is under way. */
  whileReading: () => void = () => {};
  notify: () => void = () => {};

  async append(height: number, raw: string): Promise<"appended" | "lost" | "unknown"> {
    const arranged = this.appends.shift();
    if (arranged !== undefined) return arranged(raw);
    if (this.values.length >= height) return "lost";
    this.values.push(raw);
    return "appended";
  }

  async read(height: number): Promise<string | undefined> {
    const value = this.values[height - 1];
    this.whileReading();
    return value;
  }

  onAppended(listener: () => void): void {
    this.notify = listener;
  }

  async close(): Promise<void> {}
}

/** A ledger with its sequencer; the clock stands still until a test moves it. */
class Running {
  readonly ledger: ProbeLedger;
  readonly sequencer: Sequencer;
  readonly heads: Head[] = [];
  readonly ended: Promise<unknown>;
  /** Personal values that the vault has, and what it does with more. */
  readonly kept: string[] = [];
  keep = (values: readonly VaultEntry[]): void => void this.kept.push(...values.map(({ value }) => value));
  time: number;
  #onApplied: () => void = () => {};

  constructor(acts: Record<string, Act>, options: ConstructorParameters<typeof ProbeLedger>[1] & { log?: Log } = {}) {
    const { log, ...rest } = options;
    this.ledger = new ProbeLedger(acts, rest);
    this.time = this.ledger.time;
    const { genesis, executor, state } = this.ledger;
    this.sequencer = new Sequencer({
      genesis,
      executor,
      log: log ?? new EmbeddedLog((height) => state.block(height)?.raw),
      keys: testNodeKeys("test"),
      keepPersonal: (values) => this.keep(values),
      realTime: () => this.time,
      onApplied: (head) => {
        this.heads.push(head);
        this.#onApplied();
      },
    });
    this.ended = this.sequencer.run().then(
      () => "closed",
      (error: unknown) => error,
    );
  }

  /** Lets entries wait and gives their answers. */
  submit(...texts: readonly string[]): Promise<Answer>[] {
    return texts.map((text) => new Promise((resolve) => this.enqueue(text, (answer) => resolve(answer))));
  }

  /** Lets an entry wait with personal values beside it. */
  enqueue(text: string, answer: (answer: Answer) => void, personal: readonly string[] = []): void {
    const opened = openEntry(text, 1_000_000);
    assert(typeof opened === "object");
    const entry: VerifiedEntry = opened;
    const values = personal.map((value) => ({ commitment: "", field: "", salt: "", value }));
    this.sequencer.enqueue([{ entry, personal: values, answer: (text) => answer(JSON.parse(text) as Answer) }]);
  }

  /** Waits until so many blocks were applied. */
  async blocks(count: number): Promise<readonly Head[]> {
    while (this.heads.length < count) {
      await new Promise<void>((resolve) => {
        this.#onApplied = resolve;
      });
    }
    return this.heads;
  }

  /** A block of another proposer, or of somebody who would like to be one. */
  foreign(
    change: Partial<Parameters<typeof sealBlock>[0]> = {},
    entries: readonly string[] = [],
    key?: KeyPair,
  ): string {
    const { executor } = this.ledger;
    const header = {
      bundle: TEST_BUNDLE,
      height: executor.head.height + 1,
      ledger: executor.ref,
      previous: executor.previous,
      salt: "5a".repeat(32),
      time: this.time,
      ...change,
    };
    return sealBlock(header, entries, key ?? testNodeKeys("test").log).raw;
  }
}

/** A ledger that runs until the end of its test. */
function start(t: TestContext, ...given: ConstructorParameters<typeof Running>): Running {
  const running = new Running(...given);
  t.after(() => running.sequencer.close());
  return running;
}

const nothing: Act = () => ({});

function outcomeOf(answer: Answer): string {
  if (answer.status !== "recorded") return `${answer.status} ${answer.code}`;
  return answer.duplicate ? `${answer.outcome} duplicate` : answer.outcome;
}

test("records what waits and answers after the commit, in the order in which it came", async (t) => {
  const running = start(t, { nothing });
  const entries = Array.from({ length: 20 }, () => running.ledger.entry("nothing"));
  const answers = await Promise.all(running.submit(...entries));
  assert.deepEqual(
    answers.map((answer) => (answer.status === "recorded" ? answer.position : undefined)),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  assert.equal(running.ledger.state.lastBlock()?.height, 1, "together they fit one block");
  running.sequencer.close();
  assert.equal(await running.ended, "closed");
});

test("fills blocks up to their limit in bytes", async (t) => {
  const acts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}`.padStart(60, "a"), nothing]));
  const running = start(t, acts, { limits: { blockBytes: 65_536, transactionBytes: 2_048 } });
  const entries = Array.from({ length: 150 }, (_, i) => running.ledger.entry(Object.keys(acts)[i % 60] as string));
  await Promise.all(running.submit(...entries));
  const sizes = running.heads.map(({ height }) => Buffer.byteLength(running.ledger.state.block(height)?.raw ?? ""));
  assert.ok(sizes.length > 1 && sizes.every((size) => size <= 65_536), String(sizes));
  const [first] = sizes;
  assert.ok((first ?? 0) > 60_000, "and not with less than fits");
});

test("answers without ordering what can no longer, not yet or never be recorded", async (t) => {
  const running = start(t, { nothing });
  const { ledger, time } = running;
  const answers = await Promise.all(
    running.submit(
      ledger.entry("nothing", { notAfter: time - 1 }),
      ledger.entry("nothing", { notAfter: time + 600_001 }),
      ledger.entry("nothing", { as: "mallory" }),
    ),
  );
  assert.deepEqual(answers.map(outcomeOf), ["refused expired", "refused not_after_too_far", "refused unknown_key"]);
  assert.equal(running.heads.length, 0, "no block was closed for them");
});

test("a copy is answered with the leaf, without a block of its own", async (t) => {
  const running = start(t, { nothing });
  const text = running.ledger.entry("nothing");
  assert.deepEqual((await Promise.all(running.submit(text, text))).map(outcomeOf), ["done", "done duplicate"]);
  assert.deepEqual((await Promise.all(running.submit(text))).map(outcomeOf), ["done duplicate"]);
  assert.equal(running.heads.length, 1);
});

test("answers everything that waits before it ends", async (t) => {
  const running = start(t, { nothing });
  const answers = running.submit(...Array.from({ length: 5 }, () => running.ledger.entry("nothing")));
  running.sequencer.close();
  assert.equal(await running.ended, "closed");
  assert.deepEqual((await Promise.all(answers)).map(outcomeOf), Array(5).fill("done"));
  assert.equal(running.sequencer.waiting, 0);
});

const setting: Record<string, Act> = {
  nothing,
  set: (tx, ctx) => void [10, 20, 20, 40].map((after) => tx.later("nothing", ctx.time + after)),
};

test("a simulated clock that is moved passes every deadline at its own instant", async (t) => {
  const running = start(t, setting, { clock: "simulated" });
  const { time } = running;
  await Promise.all(running.submit(running.ledger.entry("set")));
  running.time = time + 30;
  await Promise.all(running.submit(running.ledger.entry("nothing")));
  assert.deepEqual(
    running.heads.map((head) => head.time - time),
    [0, 10, 20, 30],
  );
});

test("a real clock does not say that it was earlier than it is", async (t) => {
  const running = start(t, setting, { clock: "real" });
  const { time } = running;
  await Promise.all(running.submit(running.ledger.entry("set")));
  running.time = time + 30;
  await Promise.all(running.submit(running.ledger.entry("nothing")));
  assert.deepEqual(
    running.heads.map((head) => [head.time - time, head.size]),
    [
      [0, 3],
      [30, 7],
      [30, 9],
    ],
  );
});

test("an idle ledger closes an empty block when a deadline comes, and goes back to sleep", async (t) => {
  const running = start(t, { nothing, set: (tx, ctx) => void tx.later("nothing", ctx.time + 5) });
  const offset = running.time - Date.now();
  Object.defineProperty(running, "time", { get: () => Date.now() + offset });
  await Promise.all(running.submit(running.ledger.entry("set")));
  const [set, fired] = await running.blocks(2);
  assert(set !== undefined && fired !== undefined);
  assert.ok(fired.time >= set.time + 5);
  assert.equal(fired.size, set.size + 2);
});

test("the clock never goes backwards, whatever the machine's does", async (t) => {
  const running = start(t, { nothing });
  const { time } = running;
  running.time = time + 1_000;
  await Promise.all(running.submit(running.ledger.entry("nothing")));
  running.time = time - 5_000;
  assert.equal(running.sequencer.now(), time + 1_000);
  await Promise.all(running.submit(running.ledger.entry("nothing")));
  assert.deepEqual(
    running.heads.map((head) => head.time - time),
    [1_000, 1_000],
  );
});

test("a lost race is followed, and what was not in the other's block is proposed anew", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  const [mine, both] = [running.ledger.entry("nothing"), running.ledger.entry("nothing")];
  const other = running.foreign({}, [both]);
  log.appends.push(() => {
    log.values.push(other);
    return "lost";
  });
  const answers = await Promise.all(running.submit(mine, both));
  assert.deepEqual(answers.map(outcomeOf), ["done", "done duplicate"]);
  assert.equal(log.values[0], other);
  assert.deepEqual(
    answers.map((answer) => (answer as { height: number }).height),
    [2, 1],
  );
});

test("an unknown outcome is looked up: once it had its effect, once it had not", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  log.appends.push((raw) => {
    log.values.push(raw);
    return "unknown";
  });
  const [first] = await Promise.all(running.submit(running.ledger.entry("nothing")));
  assert.deepEqual([outcomeOf(first as Answer), log.values.length], ["done duplicate", 1]);
  log.appends.push(() => "unknown");
  const [second] = await Promise.all(running.submit(running.ledger.entry("nothing")));
  assert.deepEqual([outcomeOf(second as Answer), log.values.length], ["done", 2]);
});

test("a block that comes while the log is being read is not slept through", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  await new Promise((resolve) => setImmediate(resolve));
  log.whileReading = () => {
    log.whileReading = () => {};
    // Too late for this read, and before the sleep that follows it.
    log.values.push(running.foreign());
    log.notify();
  };
  log.notify();
  assert.equal((await running.blocks(1))[0]?.height, 1);
});

test("a value in the log that is no block stops the node, which says where and why", async (t) => {
  const stranger = testKeyPair("stranger");
  const wrong: readonly (readonly [why: RegExp, value: (running: Running) => string])[] = [
    [/malformed_block/, () => ""],
    [/malformed_block/, () => '{"junk":true}'],
    [/other_ledger/, (running) => running.foreign({ ledger: `other@${"0".repeat(64)}` })],
    [/unknown_proposer/, (running) => running.foreign({}, [], stranger)],
    [/it is signed for height 2/, (running) => running.foreign({ height: 2 })],
    [/it follows 0{64}, not [0-9a-f]{64}/, (running) => running.foreign({ previous: "0".repeat(64) })],
    [/it names the contracts c{64}, not b{64}/, (running) => running.foreign({ bundle: "c".repeat(64) })],
  ];
  for (const [why, value] of wrong) {
    const log = new ArrangedLog();
    const running = start(t, { nothing }, { log });
    log.values.push(value(running));
    running.enqueue(running.ledger.entry("nothing"), () => assert.fail("nothing is acknowledged any more"));
    const error = await running.ended;
    assert.match(String(error), /the log holds no block at height 1: /);
    assert.match(String(error), why);
    assert.equal(running.heads.length, 0);
  }
});

test("a log that fails ends it, and nothing that waited is acknowledged", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  log.appends.push(() => {
    throw new Error("the network is gone");
  });
  running.enqueue(running.ledger.entry("nothing"), () => assert.fail("it was not recorded"));
  assert.match(String(await running.ended), /the network is gone/);
  assert.equal(running.ledger.state.lastBlock(), undefined);
});

test("personal values are kept before their block is ordered, and not at all when it never is", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  const { ledger } = running;
  let keptBefore: readonly string[] = [];
  log.appends.push((raw) => {
    keptBefore = [...running.kept];
    log.values.push(raw);
    return "unknown";
  });
  const answers = [
    [ledger.entry("nothing"), "Li"],
    [ledger.entry("nothing", { notAfter: 0 }), "Han"],
  ].map(
    ([text, value]) => new Promise<Answer>((resolve) => running.enqueue(text as string, resolve, [value as string])),
  );
  assert.deepEqual((await Promise.all(answers)).map(outcomeOf), ["done duplicate", "refused expired"]);
  assert.deepEqual([keptBefore, running.kept], [["Li"], ["Li"]]);
});

test("a vault that fails ends it, and nothing is ordered without its personal values", async (t) => {
  const log = new ArrangedLog();
  const running = start(t, { nothing }, { log });
  running.keep = () => {
    throw new Error("the vault is full");
  };
  running.enqueue(running.ledger.entry("nothing"), () => assert.fail("it was not recorded"), ["Li"]);
  assert.match(String(await running.ended), /the vault is full/);
  assert.equal(log.values.length, 0);
});

test("a genesis whose transactions fit no block is refused: one would wait for ever", (t) => {
  const limits = { transactionBytes: 65_000, blockBytes: 66_000 };
  assert.throws(() => start(t, {}, { limits }), /a transaction of 65000 bytes.*fits no block of 66000/);
});
