import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { type TestContext, test } from "node:test";
import type { Worker } from "node:worker_threads";
import { utf8, utf8Decode } from "#kernel/bytes";
import { ProbeLedger } from "../../test/support/probe-ledger.ts";
import { LedgerHost } from "./ledger-host.ts";
import { Busy, type LedgerReader, Stopped } from "./service.ts";
import type { FromExecutor, ToExecutor, ToVerifier } from "./thread-messages.ts";

/** A thread as its starter sees it. */
class Thread<Message extends object> extends EventEmitter {
  readonly heard: Message[] = [];
  isTerminated = false;

  postMessage(message: Message): void {
    this.heard.push(message);
    if ("port" in message) (message.port as { close(): void }).close();
    this.emit("heard");
  }

  async terminate(): Promise<number> {
    this.isTerminated = true;
    return 0;
  }
}

const ledger = new ProbeLedger({});
const READY: FromExecutor = { kind: "ready", head: ledger.executor.head, clockOffsetMs: 5_000 };

class Bench {
  readonly executor = new Thread<ToExecutor>();
  readonly verifiers = [new Thread<ToVerifier>(), new Thread<ToVerifier>()];
  readonly faults: FromExecutor[] = [];
  readonly host: Promise<LedgerHost>;

  constructor(pendingMax = 1_000) {
    this.host = LedgerHost.start({
      start: {
        genesis: ledger.genesis,
        statePath: "",
        vaultPath: "",
        contractsPath: "",
        logSeed: new Uint8Array(32),
        cosignSeed: new Uint8Array(32),
        cosignerName: "node",
      },
      contracts: ledger.contracts,
      executor: this.executor as unknown as Worker,
      verifiers: this.verifiers as unknown as Worker[],
      pendingMax,
      openReader: () => ({}) as LedgerReader,
      onFault: (fault) => this.faults.push(fault),
    });
  }

  say(message: FromExecutor): void {
    this.executor.emit("message", message);
  }

  async ready(): Promise<LedgerHost> {
    this.say(READY);
    return this.host;
  }

  /** Chunks that were handed to the verifiers, by number. */
  get chunks(): ReadonlyMap<number, string> {
    const sent = this.verifiers.flatMap(({ heard }) => heard).filter((message) => message.kind === "lines");
    return new Map(sent.map(({ chunk, lines }) => [chunk, utf8Decode(lines)]));
  }

  /** Answers a chunk as an executor would: a line for each of its lines. */
  answer(chunk: number): void {
    const lines = this.chunks.get(chunk)?.trimEnd().split("\n") ?? [];
    this.say({ kind: "answers", chunk, text: lines.map((line) => `answer ${line}`).join("\n") });
  }
}

function lines(count: number): Uint8Array {
  return utf8(Array.from({ length: count }, (_, i) => `${i}\n`).join(""));
}

test("hands lines out in chunks to all verifiers and gives the answers in the order of the lines", async () => {
  const bench = new Bench();
  const host = await bench.ready();
  const submitted = host.submit(lines(200));
  assert.deepEqual(
    bench.verifiers.map(({ heard }) => heard.filter(({ kind }) => kind === "lines").length),
    [2, 2],
  );
  assert.equal(host.pending(), 200);
  for (const chunk of [3, 1, 0, 2]) bench.answer(chunk);
  const wanted = Array.from({ length: 200 }, (_, i) => `answer ${i}`);
  assert.deepEqual((await submitted).split("\n"), wanted);
  assert.equal(host.pending(), 0);
});

test("takes a last line without a newline, and nothing for nothing", async () => {
  const bench = new Bench();
  const host = await bench.ready();
  const submitted = host.submit(utf8("a\nb"));
  bench.answer(0);
  assert.equal(await submitted, "answer a\nanswer b");
  assert.equal(await host.submit(new Uint8Array()), "");
  assert.equal(bench.chunks.size, 1);
});

test("a full queue takes nothing of a request, and says when to come again", async () => {
  const bench = new Bench(100);
  const host = await bench.ready();
  const first = host.submit(lines(70));
  await assert.rejects(host.submit(lines(31)), (error) => error instanceof Busy && error.retryAfterMs > 0);
  assert.equal(host.pending(), 70);
  assert.equal(bench.chunks.size, 2, "nothing of it reached a verifier");
  const second = host.submit(lines(30));
  for (const chunk of [0, 1, 2]) bench.answer(chunk);
  await Promise.all([first, second]);
  await assert.rejects(host.submit(lines(101)), Busy);
});

test("a ledger that stops rejects what waits and what comes, and keeps its reason", async () => {
  const ends: readonly (readonly [reason: RegExp, end: (bench: Bench) => void])[] = [
    [/disk is full/, (bench) => bench.say({ kind: "stopped", reason: "disk is full" })],
    [/no memory/, (bench) => bench.executor.emit("error", new Error("no memory"))],
    [/its executor ended/, (bench) => bench.executor.emit("exit", 1)],
    [/a verifier failed: no file/, (bench) => bench.verifiers[1]?.emit("error", new Error("no file"))],
  ];
  for (const [reason, end] of ends) {
    const bench = new Bench();
    const host = await bench.ready();
    const waiting = host.submit(lines(3));
    assert.equal(host.stopped(), undefined);
    end(bench);
    bench.executor.emit("exit", 1);
    for (const submitted of [waiting, host.submit(lines(1))]) {
      await assert.rejects(submitted, (error) => error instanceof Stopped && reason.test(error.message));
    }
    assert.match(host.stopped() ?? "", reason);
    assert.equal(host.pending(), 0);
    await host.close();
    assert.ok(bench.executor.isTerminated);
  }
});

test("closing answers what was accepted, also what is still with a verifier, and takes no more", async () => {
  const bench = new Bench();
  const host = await bench.ready();
  const waiting = host.submit(lines(100));
  const closed = host.close();
  await assert.rejects(host.submit(lines(1)), Stopped);
  bench.answer(0);
  const isTold = (): boolean => bench.executor.heard.some(({ kind }) => kind === "close");
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isTold(), false, "the second chunk has not reached the executor");
  bench.answer(1);
  assert.equal((await waiting).split("\n").length, 100);
  while (!isTold()) await new Promise((resolve) => bench.executor.once("heard", resolve));
  bench.say({ kind: "closed" });
  await closed;
  assert.ok(bench.executor.isTerminated);
  assert.match(host.stopped() ?? "", /closed/);
});

test("an executor that cannot open its ledger is ended, and its reason is thrown", async () => {
  const ends: readonly (readonly [reason: RegExp, end: (bench: Bench) => void])[] = [
    [/other contracts/, (bench) => bench.say({ kind: "stopped", reason: "other contracts" })],
    [/said closed first/, (bench) => bench.say({ kind: "closed" })],
    [/no module/, (bench) => bench.executor.emit("error", new Error("no module"))],
    [/ended before it was ready/, (bench) => bench.executor.emit("exit", 0)],
  ];
  for (const [reason, end] of ends) {
    const bench = new Bench();
    end(bench);
    await assert.rejects(bench.host, reason);
    assert.ok(bench.executor.isTerminated);
  }
});

test("follows head and clock, and tells those who listen until they stop", async (t: TestContext) => {
  const bench = new Bench();
  const host = await bench.ready();
  t.mock.timers.enable({ apis: ["Date"], now: ledger.time });
  assert.equal(host.now(), ledger.time + 5_000, "the simulated clock runs ahead");
  const heights: number[] = [];
  const stop = host.onBlock(({ height }) => heights.push(height));
  const head = { ...ledger.executor.head, height: 1, time: ledger.time + 9_000 };
  bench.say({ kind: "applied", head, clockOffsetMs: 6_000 });
  assert.equal(host.now(), ledger.time + 9_000, "never before the last block");
  stop();
  bench.say({ kind: "applied", head: { ...head, height: 2 }, clockOffsetMs: 10_000 });
  assert.equal(host.now(), ledger.time + 10_000);
  assert.deepEqual(heights, [1]);
  bench.say({ kind: "fault", position: 1, name: "a.b", cause: "Error: a bug" });
  assert.deepEqual(bench.faults, [{ kind: "fault", position: 1, name: "a.b", cause: "Error: a bug" }]);
});
