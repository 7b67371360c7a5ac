import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { blockEvents } from "./block-events.ts";
import type { Client } from "./create-client.ts";

test("a stream in which nothing is said for long counts as lost, and is opened again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const stop = new AbortController();
  const heard: boolean[] = [];
  const asked = new EventTarget();
  // A connection that died without a word: it neither brings anything nor ends.
  const silent = () => new Response(new ReadableStream());
  const client = {
    link: { path: async (rest: string) => `/${rest}` },
    session: { signedIn: (ask: () => Promise<Response>) => ask() },
    http: {
      stream: async () => {
        asked.dispatchEvent(new Event("asked"));
        return silent();
      },
      options: { wait: async () => {}, patienceMs: 1_000 },
    },
  } as unknown as Client;
  const onHearing = (isHearing: boolean) => {
    heard.push(isHearing);
    if (heard.length === 3) stop.abort();
    else if (isHearing) setImmediate(() => t.mock.timers.tick(45_000));
  };
  const opened = once(asked, "asked");
  const next = blockEvents(client, { from: 1, signal: stop.signal, onHearing }).next();
  await opened;
  void next;
  while (heard.length < 3) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(heard, [true, false, true]);
});
