import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { type BlockEvent, blockEvents } from "#client/block-events";
import { ClientProblem } from "#client/client-problem";
import type { Client } from "#client/create-client";
import type { LedgerInfo } from "#client/ledger-info";
import type { JsonObject } from "#kernel/json";
import { useNode } from "../session/node-context.tsx";

/** Whether the page hears of new blocks, and of which last. */
export interface Live {
  readonly status: "connecting" | "live" | "lost";
  /** The latest blocks heard of, newest first; a few only. */
  readonly blocks: readonly BlockEvent[];
  /** When the connection was lost, in milliseconds of this machine. */
  readonly lostAt?: number;
}

const START: Live = { status: "connecting", blocks: [] };
const BLOCKS_KEPT = 12;
const POLL_MS = 2_500;
/** Blocks that come close together ask for fresh answers once. */
const REFRESH_MS = 250;

const LiveContext = createContext<Live>(START);

/** Follows the blocks of a ledger and lets every answer of it be asked again when one comes. */
export function LiveProvider({ ledger, children }: { readonly ledger: string; readonly children: ReactNode }) {
  const { client, actor } = useNode();
  const hasKey = actor.kind !== "nobody";
  const queries = useQueryClient();
  const [live, setLive] = useState(START);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ["ledger", ledger] });
      }, REFRESH_MS);
    };
    setLive(START);
    void follow({ client: client(ledger), hasKey, signal: stop.signal, update: setLive, refresh });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, hasKey, ledger, queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Whether the page is live. */
export function useLive(): Live {
  return useContext(LiveContext);
}

type Update = (change: (live: Live) => Live) => void;

interface Following {
  readonly client: Client;
  /** Whether there is a key to sign in with; visitors have none. */
  readonly hasKey: boolean;
  readonly signal: AbortSignal;
  readonly update: Update;
  readonly refresh: () => void;
}

async function follow(following: Following): Promise<void> {
  const { signal, update } = following;
  for (let isAgain = false; !signal.aborted; isAgain = true) {
    const offline = untilOffline();
    try {
      await followOnce({ ...following, signal: AbortSignal.any([signal, offline.signal]) }, isAgain);
    } catch {
      if (signal.aborted) return;
    } finally {
      offline.forget();
    }
    if (signal.aborted) return;
    update(lost);
    await pause(POLL_MS);
  }
}

/** Follows until the connection is lost, which the browser may know long before an open stream ends. */
async function followOnce(following: Following, isAgain: boolean): Promise<void> {
  const { client, hasKey, signal, update, refresh } = following;
  const { head } = await client.link.refresh();
  if (signal.aborted) return;
  update(({ blocks }) => ({ status: "live", blocks }));
  // Blocks may have come while nothing was heard.
  if (isAgain) refresh();
  if (hasKey) await hear(following, head.height + 1);
  await poll(following);
}

/** A signal for the browser's word that there is no network. */
function untilOffline(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const stop = new AbortController();
  const end = () => stop.abort();
  globalThis.addEventListener("offline", end);
  return { signal: stop.signal, forget: () => globalThis.removeEventListener("offline", end) };
}

/** Listens to the node's events until it may no longer. */
async function hear({ client, signal, update, refresh }: Following, from: number): Promise<void> {
  const onHearing = (isHearing: boolean) => {
    if (!signal.aborted) update(isHearing ? ({ blocks }) => ({ status: "live", blocks }) : lost);
  };
  try {
    if (!(await isOfLedger(client))) return;
    for await (const block of blockEvents(client, { from, signal, onHearing })) {
      update(({ blocks }) => ({ status: "live", blocks: [block, ...blocks].slice(0, BLOCKS_KEPT) }));
      refresh();
    }
  } catch (error) {
    if (!(error instanceof ClientProblem) || error.kind !== "not_allowed") throw error;
    update(({ blocks }) => ({ status: "live", blocks }));
  }
}

/** Whether the key of a client is one of its ledger; asked before the stream, which would refuse others. */
async function isOfLedger({ http, session, link }: Client): Promise<boolean> {
  const { name } = await link.info();
  const asked = { method: "GET", path: "/api/v1/sessions", isRepeatable: true } as const;
  const { ledgers } = http.token === undefined ? await session.signIn() : await session.json(asked);
  return Object.hasOwn(ledgers as JsonObject, name);
}

/** Visitors, and keys of other ledgers, ask for the head instead: it is public. */
async function poll({ client, signal, refresh }: Following): Promise<void> {
  const { name } = await client.link.info();
  for (let height: number | undefined; !signal.aborted; await pause(POLL_MS)) {
    // One try only: a node that does not answer is to be shown at once.
    const answer = await client.http.stream(`/api/v1/ledgers/${name}`, { accept: "application/json" }, signal);
    const { head } = (await answer.json()) as LedgerInfo;
    if (height !== undefined && head.height > height) refresh();
    height = head.height;
  }
}

function lost(live: Live): Live {
  return { ...live, status: "lost", lostAt: live.lostAt ?? Date.now() };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
