import type { Client } from "#client/create-client";
import type { Entry } from "../explorer/use-explorer.ts";

/** What a search finds, as the node tells it (docs/reference/web-api.md). */
export type Hit = LeafHit | ThingHit;

export interface LeafHit {
  readonly kind: "transaction" | "timer" | "block" | "genesis";
  readonly id?: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly entry?: Entry;
}

export interface ThingHit {
  /** `scenario.thing` */
  readonly kind: string;
  readonly id: string;
  readonly title: string | { readonly zh: string; readonly en: string };
  readonly words: readonly string[];
}

export interface WantedHits {
  readonly q: string;
  readonly limit: number;
  /** Only things of these kinds. */
  readonly kinds?: readonly string[];
  /** Whether the actor has a key and is found more: what one may see is decided by the session. */
  readonly isSignedIn: boolean;
}

/** Asks a node's search. @throws ClientProblem */
export async function readHits(client: Client, { q, limit, kinds, isSignedIn }: WantedHits): Promise<readonly Hit[]> {
  const { http, link, session } = client;
  if (isSignedIn && http.token === undefined) await client.signIn();
  const only = kinds === undefined ? "" : `&kinds=${kinds.join(",")}`;
  const path = await link.path(`search?limit=${limit}&q=${encodeURIComponent(q)}${only}`);
  const { hits } = await session.json({ method: "GET", path, isRepeatable: true });
  // The node's own document.
  return (Array.isArray(hits) ? hits : []) as unknown as readonly Hit[];
}
