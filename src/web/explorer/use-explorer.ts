import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import { keyOf, useAnswer, useLedgerInfo } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";
import { type Anchored, COLUMNS, type ExploredBlock } from "./block-columns.ts";

/** What the node says of a ledger from its newest end. Shapes are those of docs/reference/web-api.md. */

/** The ledger on which the others are anchored. */
const ANCHOR_LEDGER = "alliance";
/** Leaves that are read one by one for the picture; larger blocks are drawn by their counts. */
const LEAVES_READ_MAX = 600;

interface BlockPage {
  readonly blocks: readonly ExploredBlock[];
  readonly height: number;
  readonly next?: number;
}

/** The latest blocks, or those below a height. */
export function useBlocks(ledger: string, before: string | undefined) {
  return useExplored<BlockPage>(
    ledger,
    `explorer/blocks?limit=${COLUMNS}${before === undefined ? "" : `&before=${before}`}`,
  );
}

/** The leaves of some blocks, for the picture; off when they are many. */
export function useLeavesOf(ledger: string, blocks: readonly ExploredBlock[]) {
  const from = blocks.at(-1)?.from ?? 0;
  const count = (blocks[0]?.size ?? 0) - from;
  const isOff = count === 0 || count > LEAVES_READ_MAX;
  return useExplored<{ readonly leaves: readonly Leaf[] }>(ledger, `leaves?from=${from}&limit=${count}`, isOff);
}

export interface LeafFilters {
  readonly before?: string | undefined;
  readonly kind?: string | undefined;
  readonly outcome?: string | undefined;
}

/** What the actor may see behind a leaf, in the few words of a list. */
export interface SeenEntry {
  readonly position: number;
  /** Absent for a timer. */
  readonly command?: string;
  readonly signers: readonly { readonly personId: string; readonly memberId?: string }[];
  readonly table?: string;
  readonly subject?: {
    readonly kind: string;
    readonly id: string;
    readonly title: string | { readonly zh: string; readonly en: string };
    readonly others?: number;
  };
  readonly refusal?: { readonly code: string; readonly facts: JsonObject };
}

/** As the node gives it: one that is sealed shows nothing but its leaf. */
export type Entry = SeenEntry | { readonly position: number; readonly isSealed: true };

export interface LeafPage {
  readonly leaves: readonly Leaf[];
  readonly entries: readonly Entry[];
  readonly size: number;
  readonly next?: number;
}

/** Leaves that a page asks for; without the blocks' own about half of them remain. */
const LEAVES_PAGE = 50;

/** The kind that stands for every leaf; without a kind the blocks' own are left out. */
export const EVERY_KIND = "all";

/** Leaves newest first, a page at a time, with what the actor may see behind them. */
export function useNewestLeaves(ledger: string, { kind, ...others }: LeafFilters) {
  const filters = { ...others, kind: kind === EVERY_KIND ? undefined : kind };
  const wanted = Object.entries(filters).filter(([, value]) => value !== undefined) as [string, string][];
  const query = new URLSearchParams([["limit", String(LEAVES_PAGE)], ...wanted]);
  return useSeen(ledger, query);
}

/** One leaf by its position, with what the actor may see behind it; without a leaf when the ledger is not that long. */
export function useLeaf(ledger: string, position: number) {
  const query = new URLSearchParams([
    ["limit", "1"],
    ["before", String(position + 1)],
  ]);
  const page = useSeen(ledger, query);
  const leaf = page.data?.leaves.find((each) => each.position === position);
  const entry = page.data?.entries.find((each) => each.position === position);
  // While another leaf comes the last one is still at hand.
  const isThere = page.data !== undefined && !page.isPlaceholderData;
  return { ...page, data: isThere ? { leaf, entry } : undefined };
}

function useSeen(ledger: string, query: URLSearchParams) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "explored", "entries", query.toString(), keyOf(actor)],
    queryFn: async () => {
      const { http, link, session } = client(ledger);
      // Whoever has a key is told more; that a key cannot sign in takes nothing from what everyone may see.
      if (actor.kind !== "nobody" && http.token === undefined) await session.signIn().catch(() => undefined);
      const asked = { method: "GET", path: await link.path(`explorer/leaves?${query}`), isRepeatable: true } as const;
      const answer = await (http.token === undefined ? http.json(asked) : session.json(asked));
      return answer as unknown as LeafPage;
    },
    placeholderData: keepPreviousData,
  });
}

/**
 * Heads of this ledger that the alliance's ledger has recorded, latest first; none for that ledger itself, undefined while
 * that is not known.
 */
export function useAnchors(ledger: string): readonly Anchored[] | undefined {
  const { data: info } = useLedgerInfo(ledger);
  const isOff = ledger === ANCHOR_LEDGER || info === undefined;
  const input = { ledger: info?.ref ?? "", limit: 100 };
  const { data } = useAnswer<{ readonly items: readonly AnchorRow[] }>(ANCHOR_LEDGER, "council.anchors", input, {
    isOff,
  });
  if (ledger === ANCHOR_LEDGER) return [];
  return data?.items.map(({ size, root, anchoredBy }) => ({ size, root, id: anchoredBy }));
}

/** Where the newest anchored head of a ledger stands: its own last block, and the block of the other ledger that holds it. */
export interface LatestAnchor extends Anchored {
  readonly height: number | undefined;
  readonly anchorHeight: number | undefined;
}

/** The newest head of this ledger that the alliance's ledger holds; null for none, undefined while that is not known. */
export function useLatestAnchor(ledger: string): LatestAnchor | null | undefined {
  const anchors = useAnchors(ledger);
  const [latest] = anchors ?? [];
  const last = useExplored<{ readonly leaves: readonly Leaf[] }>(
    ledger,
    `leaves?from=${(latest?.size ?? 1) - 1}&limit=1`,
    latest === undefined,
  );
  const found = useExplored<{ readonly hits: readonly { readonly height?: number }[] }>(
    ANCHOR_LEDGER,
    `search?q=${latest?.id}&limit=1`,
    latest === undefined,
  );
  if (anchors === undefined) return undefined;
  if (latest === undefined) return null;
  return { ...latest, height: last.data?.leaves[0]?.height, anchorHeight: found.data?.hits[0]?.height };
}

interface AnchorRow {
  readonly size: number;
  readonly root: string;
  readonly anchoredBy: string;
}

/** Name of the ledger on which this one is anchored. */
export function anchorLedger(): string {
  return ANCHOR_LEDGER;
}

function useExplored<Answer>(ledger: string, path: string, isOff = false) {
  const { client } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "explored", path],
    queryFn: async () => {
      const { http, link } = client(ledger);
      const answer: JsonObject = await http.json({ method: "GET", path: await link.path(path), isRepeatable: true });
      // The node's own documents; both sides are one program.
      return answer as unknown as Answer;
    },
    placeholderData: keepPreviousData,
    enabled: !isOff,
  });
}
