import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { type BlockEvent, blockEvents } from "#client/block-events";
import type { Client } from "#client/create-client";
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
  const { client } = useNode();
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
    void follow(client(ledger), stop.signal, setLive, refresh);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, ledger, queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Whether the page is live. */
export function useLive(): Live {
  return useContext(LiveContext);
}

type Update = (change: (live: Live) => Live) => void;

async function follow(client: Client, signal: AbortSignal, update: Update, refresh: () => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const { head } = await client.link.refresh();
      update((live) => ({ status: "live", blocks: live.blocks }));
      for await (const block of blockEvents(client, { from: head.height + 1, signal })) {
        update(({ blocks }) => ({ status: "live", blocks: [block, ...blocks].slice(0, BLOCKS_KEPT) }));
        refresh();
      }
    } catch {
      if (signal.aborted) return;
      update((live) => ({ ...live, status: "lost", lostAt: live.lostAt ?? Date.now() }));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
