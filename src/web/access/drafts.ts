import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ClientProblem } from "#client/client-problem";
import type { Client } from "#client/create-client";
import type { Json } from "#kernel/json";
import { useNode } from "../session/node-context.tsx";
import { keyOf } from "./use-answer.ts";

/** Drafts: what a person has typed and not signed yet, kept by the node for nobody but that person. */

export interface DraftSummary {
  readonly id: string;
  /** Which form: the name of a command. */
  readonly kind: string;
  /** What it belongs to, such as a case. */
  readonly about?: string;
  readonly title?: string;
  readonly revision: number;
  readonly updatedAt: number;
}

export interface Draft extends DraftSummary {
  readonly data: Json;
}

/** Which draft: one of each form, and of each thing that it is about. */
export interface DraftOf {
  readonly kind: string;
  readonly about?: string | undefined;
}

const QUIET_MS = 800;
const ID_MAX = 64;
const ABOUT_MAX = 21;

/** Id of a draft, from what it is for; the end of a long id tells two things apart. */
export function draftIdOf({ kind, about }: DraftOf): string {
  const plain = (text: string) => text.replace(/[^A-Za-z0-9_-]/g, "-");
  const tail = about === undefined ? "" : `-${plain(about).slice(-ABOUT_MAX)}`;
  return plain(kind).slice(0, ID_MAX - tail.length) + tail;
}

/** The drafts of the person who looks, latest first. */
export function useDrafts(ledger: string) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["drafts", ledger, keyOf(actor)],
    queryFn: async () => {
      const at = client(ledger);
      const answer = await at.session.json({ method: "GET", path: await at.link.path("drafts"), isRepeatable: true });
      // The node's own list; both sides are one program.
      return (answer["items"] ?? []) as unknown as readonly DraftSummary[];
    },
    enabled: actor.kind !== "nobody" && ledger !== "",
  });
}

export interface DraftKeeper {
  /** As it was when the page opened; undefined while it is being read, null when there is none. */
  readonly found: Draft | null | undefined;
  readonly state: "quiet" | "saving" | "saved" | "lost" | "conflict" | "discarded";
  /** Real time of the last save. */
  readonly savedAt: number | undefined;
  /** Saves soon; what comes in between replaces it. */
  readonly save: (data: Json, title: string) => void;
  readonly discard: () => void;
}

/** Keeps one draft while somebody types. */
export function useDraft(ledger: string, of: DraftOf): DraftKeeper {
  const { client, actor } = useNode();
  const queries = useQueryClient();
  const id = draftIdOf(of);
  const isOff = actor.kind === "nobody";
  const found = useQuery({
    queryKey: ["draft", ledger, id, keyOf(actor)],
    queryFn: () => readDraft(client(ledger), of, id),
    enabled: !isOff,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const revision = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What is typed and not sent yet. */
  const waiting = useRef<() => void>(undefined);
  const chain = useRef(Promise.resolve());
  const [state, setState] = useState<DraftKeeper["state"]>("quiet");
  const [savedAt, setSavedAt] = useState<number>();
  const { kind, about } = of;
  useEffect(() => {
    if (found.data) revision.current = found.data.revision;
  }, [found.data]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      // Whoever leaves the page in the middle of a word finds that word again.
      waiting.current?.();
    },
    [],
  );
  const save = useCallback(
    (data: Json, title: string) => {
      if (isOff) return;
      clearTimeout(timer.current);
      setState("saving");
      waiting.current = () => {
        waiting.current = undefined;
        // One after the other: each save stands on the revision of the one before.
        chain.current = chain.current.then(async () => {
          const body = { kind, ...(about === undefined ? {} : { about }), title, data, revision: revision.current };
          const saved = await putDraft(client(ledger), id, body);
          if (typeof saved === "string") return setState(saved);
          revision.current = saved.revision;
          setSavedAt(saved.updatedAt);
          setState("saved");
          void queries.invalidateQueries({ queryKey: ["drafts", ledger] });
        });
      };
      timer.current = setTimeout(() => waiting.current?.(), QUIET_MS);
    },
    [client, ledger, id, kind, about, isOff, queries],
  );
  const discard = useCallback(() => {
    if (isOff) return;
    clearTimeout(timer.current);
    waiting.current = undefined;
    chain.current = chain.current.then(async () => {
      const at = client(ledger);
      const path = await at.link.path(`drafts/${id}`);
      // A draft that stays is no harm; the next one replaces it.
      await at.session.json({ method: "DELETE", path, isRepeatable: true }).catch(() => undefined);
      revision.current = 0;
      setState("discarded");
      void queries.invalidateQueries({ queryKey: ["drafts", ledger] });
    });
  }, [client, ledger, id, isOff, queries]);
  return { found: isOff || found.isError ? null : found.data, state, savedAt, save, discard };
}

async function readDraft(client: Client, { kind }: DraftOf, id: string): Promise<Draft | null> {
  const ask = async (rest: string) =>
    client.session.json({ method: "GET", path: await client.link.path(rest), isRepeatable: true });
  // Asked for first, so that a form without a draft is nothing that fails.
  const { items } = await ask(`drafts?kind=${encodeURIComponent(kind)}`);
  const isThere = (items as unknown as readonly DraftSummary[]).some((draft) => draft.id === id);
  return isThere ? ((await ask(`drafts/${id}`)) as unknown as Draft) : null;
}

async function putDraft(
  client: Client,
  id: string,
  body: Omit<Draft, "id" | "updatedAt">,
): Promise<{ readonly revision: number; readonly updatedAt: number } | "conflict" | "lost"> {
  try {
    const path = await client.link.path(`drafts/${id}`);
    const text = JSON.stringify(body);
    const answer = await client.session.json({ method: "PUT", path, body: text, isRepeatable: false });
    return { revision: Number(answer["revision"]), updatedAt: Number(answer["updatedAt"]) };
  } catch (error) {
    if (!(error instanceof ClientProblem)) throw error;
    return error.code === "draft_conflict" ? "conflict" : "lost";
  }
}
