import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Writable } from "node:stream";
import { test } from "node:test";
import type { Leaf } from "#kernel/leaf";
import type { LedgerReader } from "#ledger/service";
import { BlockFeed } from "./block-feed.ts";
import { type StreamOptions, streamBlocks } from "./event-stream.ts";

/** A ledger of any number of blocks, each with one transaction, that counts what is read of it. */
class FakeLedger {
  height = 0;
  reads = 0;
  readonly #listeners = new Set<(event: never) => void>();

  readonly reader = {
    head: () => ({ height: this.height, time: 0, size: 1 + 2 * this.height, root: "" }),
    leaf: (position: number) => this.#leaf(position),
    leaves: (from: number, limit: number) => {
      this.reads++;
      return Array.from({ length: limit }, (_, i) => this.#leaf(from + i)).filter((leaf) => leaf !== undefined);
    },
  } as unknown as LedgerReader;

  onBlock(listener: (event: never) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  addBlocks(count: number): void {
    this.height += count;
    for (const listener of this.#listeners) listener(undefined as never);
  }

  #leaf(position: number): Leaf | undefined {
    if (position > 2 * this.height) return undefined;
    const height = Math.ceil(position / 2);
    const kind = position === 0 ? "genesis" : position % 2 === 1 ? "transaction" : "block";
    return { kind, height, position, time: height, outcome: "done", skipped: { expired: 1 } } as unknown as Leaf;
  }
}

/** A socket that takes writes only when told to. */
class SlowSocket extends Writable {
  text = "";
  #release: (() => void) | undefined;

  constructor(isStuck: boolean) {
    super({ highWaterMark: 200, decodeStrings: false });
    this.isStuck = isStuck;
  }

  isStuck: boolean;

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    if (this.isStuck) this.#release = done;
    else done();
  }

  release(): void {
    this.isStuck = false;
    this.#release?.();
  }

  get heights(): number[] {
    return [...this.text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  }
}

function startStream(ledger: FakeLedger, out: SlowSocket, options: Partial<StreamOptions> = {}) {
  const feed = new BlockFeed(ledger);
  const ended = streamBlocks({
    feed,
    out,
    position: 0,
    heartbeatMs: 60_000,
    stuckStreamMs: 60_000,
    isAllowed: () => true,
    isClosing: () => false,
    ...options,
  });
  return { feed, ended };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turns = 0; !condition(); turns++) {
    assert.ok(turns < 1_000_000, "waited in vain");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a subscriber gets every block once, in order, and then those that come", async () => {
  const ledger = new FakeLedger();
  ledger.addBlocks(50);
  const out = new SlowSocket(false);
  const { feed, ended } = startStream(ledger, out);
  await until(() => out.heights.length === 51 && feed.waiting === 1);
  ledger.addBlocks(1);
  ledger.addBlocks(2);
  await until(() => out.heights.length === 54 && feed.waiting === 1);
  assert.deepEqual(
    out.heights,
    Array.from({ length: 54 }, (_, i) => i),
  );
  const [, last] = out.text.split("id: 53\ndata: ");
  const expected = {
    height: 53,
    time: 53,
    from: 105,
    size: 107,
    done: 1,
    rejected: 0,
    fault: 0,
    timers: 0,
    skipped: 1,
  };
  assert.deepEqual(JSON.parse(last ?? ""), expected);
  out.destroy();
  await ended;
  assert.equal(feed.waiting, 0);
});

test("a stuck subscriber costs one event of memory and one reading, whatever the ledger does", async () => {
  const ledger = new FakeLedger();
  ledger.addBlocks(1);
  const out = new SlowSocket(true);
  const { ended } = startStream(ledger, out);
  await until(() => out.writableNeedDrain);
  const before = { length: out.writableLength, reads: ledger.reads };
  for (let i = 0; i < 20_000; i++) ledger.addBlocks(1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual({ length: out.writableLength, reads: ledger.reads }, before);
  assert.ok(out.writableLength < 1_000);
  out.release();
  await until(() => out.heights.length === 20_002);
  assert.equal(out.heights.at(-1), 20_001);
  out.destroy();
  await ended;
});

test("a browser that stops reading its socket costs the node no memory, and gets everything when it goes on", async () => {
  const ledger = new FakeLedger();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const accepted = once(server, "connection") as Promise<[Socket]>;
  const browser = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [out] = await accepted;
  // Paused: what the kernel does not hold stays with the node.
  browser.pause();
  ledger.addBlocks(60_000);
  const ended = streamBlocks({
    feed: new BlockFeed(ledger),
    out,
    position: 0,
    heartbeatMs: 60_000,
    stuckStreamMs: 60_000,
    isAllowed: () => true,
    isClosing: () => false,
  });
  let before = -1;
  await until(() => {
    const isStill = out.writableNeedDrain && ledger.reads === before;
    before = ledger.reads;
    return isStill;
  });
  ledger.addBlocks(100);
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(out.writableLength < 100_000, `${out.writableLength} bytes are kept`);
  assert.ok(ledger.reads < 55_000, "the socket took everything, so nothing was tested");
  const chunks: Buffer[] = [];
  browser.on("data", (chunk: Buffer) => chunks.push(chunk));
  browser.resume();
  await until(() => chunks.at(-1)?.includes('"height":60100,') ?? false);
  const text = Buffer.concat(chunks).toString("latin1");
  const heights = [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  assert.equal(heights.length, 60_101);
  assert.ok(heights.every((height, i) => height === i));
  browser.destroy();
  await ended;
  server.close();
});

test("many subscribers at the head read each block once", async () => {
  const ledger = new FakeLedger();
  const feed = new BlockFeed(ledger);
  const sockets = Array.from({ length: 40 }, () => new SlowSocket(false));
  const ended = sockets.map((out) => startStream(ledger, out, { feed, position: 1 }).ended);
  await until(() => feed.waiting === 40);
  const before = ledger.reads;
  ledger.addBlocks(1);
  await until(() => sockets.every((out) => out.heights.length === 1) && feed.waiting === 40);
  assert.equal(ledger.reads - before, 1);
  for (const out of sockets) out.destroy();
  await Promise.all(ended);
});

test("a stream ends when its reader loses the right, and when the node closes", async () => {
  const ledger = new FakeLedger();
  ledger.addBlocks(1);
  const forbidden = new SlowSocket(false);
  await startStream(ledger, forbidden, { isAllowed: () => false }).ended;
  assert.deepEqual([forbidden.text, forbidden.writableEnded], ["", true]);

  let isClosing = false;
  const out = new SlowSocket(false);
  const { feed, ended } = startStream(ledger, out, { isClosing: () => isClosing });
  await new Promise((resolve) => setImmediate(resolve));
  isClosing = true;
  feed.close();
  await ended;
  assert.deepEqual([out.heights, out.writableEnded], [[0, 1], true]);
});

test("an idle stream gets a comment, and a stuck one is closed in time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const ledger = new FakeLedger();
  const idle = new SlowSocket(false);
  const stuck = new SlowSocket(true);
  const first = startStream(ledger, idle, { position: 1 });
  const second = startStream(ledger, stuck, {});
  await until(() => first.feed.waiting === 1 && stuck.writableNeedDrain === false);
  t.mock.timers.tick(60_000);
  await until(() => idle.text === ":\n\n");
  await until(() => first.feed.waiting === 1);
  ledger.addBlocks(5);
  await until(() => stuck.writableNeedDrain);
  t.mock.timers.tick(60_000);
  await second.ended;
  assert.equal(stuck.destroyed, true);
  idle.destroy();
  await first.ended;
});

test("the position of a height is found from the leaves", () => {
  const ledger = new FakeLedger();
  ledger.addBlocks(9);
  const feed = new BlockFeed(ledger);
  const positions = Array.from({ length: 13 }, (_, height) => feed.positionOf(height));
  assert.deepEqual(positions, [0, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, undefined, undefined]);
  assert.equal(ledger.listeners, 1);
  feed.close();
  assert.equal(ledger.listeners, 0);
});
