import { createServer } from "node:net";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import type { ProgressBar } from "#cli/progress-bar";
import { clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import type { JsonObject } from "#kernel/json";
import { startNode } from "../src/node.ts";
import { testKeyPair } from "../test/support/test-genesis.ts";
import { CASES, listsLedger } from "./lists-ledger.ts";

/** A node that serves a ledger with many cases, and has indexed all of it. */

const INDEX_POLL_MS = 200;
export const LISTS_LEDGER = "unit";

export interface ListsNode {
  readonly url: string;
  readonly head: { readonly size: number; readonly height: number };
  clientOf(label: string): Client;
  close(): Promise<void>;
}

/** Opens it; the ledger is made by the first run and kept. `webFolder` holds the application, where a browser comes to it. */
export async function openListsNode(bar: ProgressBar, webFolder?: string): Promise<ListsNode> {
  const start = await listsLedger(CASES, (done, total, what) => bar.update(done, total, what));
  bar.clear();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const node = await startNode({
    ledgers: [start],
    nodeName: new URL(url).host,
    logger: pino({ level: "error" }),
    limits: DEFAULT_LIMITS,
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  await node.api.listen({ host: "localhost", port });
  const clientOf = (label: string): Client =>
    createClient({ url, ledger: LISTS_LEDGER, language: "en", keys: [clientKey(testKeyPair(label))] });
  const head = await indexed(clientOf("school auditor"), bar);
  return { url, head, clientOf, close: () => node.close() };
}

/** What a client is given below the ledger's address. */
export function getBelow(client: Client, path: string): Promise<JsonObject> {
  return client.session.json({
    method: "GET",
    path: `/api/v1/ledgers/${LISTS_LEDGER}${path}`,
    isRepeatable: true,
  });
}

/** Waits until the node has indexed what it found. */
async function indexed(client: Client, bar: ProgressBar): Promise<ListsNode["head"]> {
  const { head } = (await client.ledger()) as unknown as { head: { size: number; height: number } };
  for (;;) {
    const { blocks } = await getBelow(client, "/explorer/blocks?limit=1");
    const [newest] = blocks as readonly JsonObject[];
    if (newest?.["height"] === head.height) break;
    bar.update(Number(newest?.["height"] ?? 0), head.height, "index");
    await new Promise((resolve) => setTimeout(resolve, INDEX_POLL_MS));
  }
  bar.clear();
  return head;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject()));
    });
  });
}
