import assert from "node:assert/strict";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { Json } from "#kernel/json";
import { type SessionChallenge, signSession } from "#kernel/session";
import { type ApiHarness, BASE, call, postJson, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { keyId } from "../../test/support/council-ledger.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";
import type { BlockSummary } from "./block-feed.ts";

const EVENTS = `${BASE}/events`;

/** An open event stream: reads event by event. */
class Stream {
  readonly answer: IncomingMessage;
  readonly #chunks: AsyncIterator<string>;
  #text = "";

  constructor(answer: IncomingMessage) {
    this.answer = answer.setEncoding("utf8");
    this.#chunks = answer[Symbol.asyncIterator]() as AsyncIterator<string>;
  }

  static async open({ api }: ApiHarness, path: string, headers: Readonly<Record<string, string>>): Promise<Stream> {
    if (!api.server.listening) await api.listen({ port: 0, host: "127.0.0.1" });
    const { port } = api.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      get({ port, host: "127.0.0.1", path, headers }, (answer) => resolve(new Stream(answer))).on("error", reject);
    });
  }

  /** The next block; undefined when the stream has ended. */
  async next(): Promise<BlockSummary | undefined> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const event = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const data = /^event: block\nid: \d+\ndata: (.*)$/.exec(event)?.[1];
        if (data !== undefined) return JSON.parse(data) as BlockSummary;
        continue;
      }
      const chunk = await this.#chunks.next();
      if (chunk.done) return undefined;
      this.#text += chunk.value;
    }
  }
}

function add(harness: ApiHarness, amount = 1n) {
  return call(harness, "tally.add-to-counter", { name: "cups", group: "kitchen", amount }, "bo");
}

test("whoever signs on the ledger hears of blocks as they come, with the headers of every answer", async (t) => {
  const harness = startApi(t);
  const stream = await Stream.open(harness, EVENTS, await signIn(harness.api, "bo"));
  assert.equal(stream.answer.statusCode, 200);
  assert.equal(stream.answer.headers["content-type"], "text/event-stream");
  assert.equal(stream.answer.headers["x-content-type-options"], "nosniff");
  await add(harness);
  await add(harness, 5_000n);
  const [first, second] = [await stream.next(), await stream.next()];
  assert.deepEqual([first?.height, first?.from, first?.size, first?.done], [1, 1, 3, 1]);
  assert.deepEqual([second?.height, second?.from, second?.size, second?.rejected], [2, 3, 5, 1]);
  stream.answer.destroy();
});

test("a stream goes on after the event that was seen last, or from a height", async (t) => {
  const harness = startApi(t);
  for (let i = 0; i < 4; i++) await add(harness);
  const reader = await signIn(harness.api, "rui");
  for (const [path, headers, height] of [
    [EVENTS, { "last-event-id": "2" }, 3],
    [`${EVENTS}?from=2`, {}, 2],
    [`${EVENTS}?from=0`, {}, 0],
    [`${EVENTS}?from=1`, { "last-event-id": "3" }, 4],
  ] as const) {
    const stream = await Stream.open(harness, path, { ...reader, ...headers });
    assert.equal((await stream.next())?.height, height);
    stream.answer.destroy();
  }
  const atHead = await Stream.open(harness, EVENTS, { ...reader, "last-event-id": "4" });
  await add(harness);
  assert.equal((await atHead.next())?.height, 5);
  atHead.answer.destroy();
});

test("a browser follows with its cookie alone, and goes on after a break with Last-Event-ID", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const challenge = (await api.inject({ method: "POST", url: "/api/v1/sessions/challenge" })).json<SessionChallenge>();
  const proof = signSession(challenge, testKeyPair("bo")) as unknown as Json;
  const opened = await postJson(api, "/api/v1/sessions", proof);
  const [cookie = ""] = String(opened.headers["set-cookie"]).split(";");
  // As EventSource sends it: it can set no header of its own.
  const headers = { cookie, "sec-fetch-site": "same-origin", accept: "text/event-stream" };
  const first = await Stream.open(harness, EVENTS, headers);
  await add(harness);
  assert.equal((await first.next())?.height, 1);
  first.answer.destroy();
  await add(harness);
  await add(harness);
  const again = await Stream.open(harness, EVENTS, { ...headers, "last-event-id": "1" });
  assert.deepEqual([(await again.next())?.height, (await again.next())?.height], [2, 3]);
  again.answer.destroy();
});

test("streams are for keys of the ledger, and start only where it has blocks", async (t) => {
  const { api } = startApi(t);
  problemOf(await api.inject({ url: EVENTS }), 401, "session_missing");
  problemOf(await api.inject({ url: EVENTS, headers: await signIn(api, "una") }), 403, "key_not_of_ledger");
  const headers = await signIn(api, "rui");
  problemOf(await api.inject({ url: `${EVENTS}?from=2`, headers }), 404, "block_not_found");
  problemOf(await api.inject({ url: EVENTS, headers: { ...headers, "last-event-id": "7" } }), 404, "block_not_found");
  problemOf(await api.inject({ url: `${EVENTS}?from=x`, headers }), 400, "input_unfit");
});

test("a stream ends when the key of its session is revoked", async (t) => {
  const harness = startApi(t);
  const stream = await Stream.open(harness, EVENTS, await signIn(harness.api, "bo"));
  await call(harness, "council.revoke-key", { keyId: keyId("bo") }, "ada");
  while ((await stream.next()) !== undefined);
  assert.equal(stream.answer.complete, true);
});

test("the number of streams is limited for a key and for the node, and a place is free again when one ends", async (t) => {
  const harness = startApi(t, { subscribersMax: 2, subscribersPerKeyMax: 1 });
  const { api } = harness;
  const [rui, ada] = [await signIn(api, "rui"), await signIn(api, "ada")];
  const first = await Stream.open(harness, EVENTS, rui);
  const refused = await api.inject({ url: EVENTS, headers: rui });
  problemOf(refused, 503, "subscribers_full");
  assert.equal(refused.headers["retry-after"], "15");
  const second = await Stream.open(harness, EVENTS, ada);
  problemOf(await api.inject({ url: EVENTS, headers: await signIn(api, "bo") }), 503, "subscribers_full");
  assert.match((await api.inject({ url: "/metrics" })).body, /^sanlian_event_streams 2$/m);
  first.answer.destroy();
  for (let open = 2; open === 2; ) {
    await new Promise((resolve) => setImmediate(resolve));
    open = Number(/^sanlian_event_streams (\d)$/m.exec((await api.inject({ url: "/metrics" })).body)?.[1]);
  }
  const third = await Stream.open(harness, EVENTS, rui);
  second.answer.destroy();
  third.answer.destroy();
});

test("closing the node ends its streams, idle ones and those nobody reads", async (t) => {
  const harness = startApi(t);
  const reader = await signIn(harness.api, "rui");
  const idle = await Stream.open(harness, EVENTS, reader);
  const unread = await Stream.open(harness, `${EVENTS}?from=0`, reader);
  unread.answer.pause();
  await harness.api.close();
  assert.equal(await idle.next(), undefined);
  assert.equal(harness.alliance.listeners, 0);
  unread.answer.destroy();
});
