import { useQuery } from "@tanstack/react-query";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";

/** How a node does, as it tells its operator: counts and times, no contents. */
export interface NodeHealth {
  readonly node: string;
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedAt: number;
  readonly uptimeMs: number;
  readonly memoryBytes: number;
  readonly ledger: {
    readonly height: number;
    readonly size: number;
    readonly isRunning: boolean;
    readonly lastBlockAt?: number;
    readonly lastCommitAt?: number;
    readonly indexed: number;
  };
  readonly queue: { readonly pending: number };
  readonly streams: number;
  readonly sessions: number;
  /** The last 60 minutes that had blocks, oldest first. */
  readonly rates: readonly { readonly minute: number; readonly blocks: number; readonly leaves: number }[];
  readonly storage: { readonly ledgerBytes: number; readonly vaultBytes: number; readonly filesBytes: number };
}

/** What everybody may know of how a ledger is kept. */
export interface LedgerKeeping {
  readonly cosigners: readonly { readonly memberId: string; readonly name: string }[];
}

const POLL_MS = 5_000;

/** Asked again every few seconds, for a queue fills without a block. */
export function useNodeHealth(ledger: string, isOff: boolean) {
  const { client, actor } = useNode();
  return useQuery({
    queryKey: ["ledger", ledger, "node", keyOf(actor)],
    queryFn: async () => {
      const path = await client(ledger).link.path("explorer/node");
      const answer = await client(ledger).session.json({ method: "GET", path, isRepeatable: true });
      // The node's own description of itself.
      return answer as unknown as NodeHealth;
    },
    enabled: !isOff,
    refetchInterval: POLL_MS,
    retry: false,
  });
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in a unit that reads well: `1.5 MB`, in steps of 1000. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : Number(value.toFixed(1))} ${UNITS[unit]}`;
}

/** A span of time by its two largest units, with the words for day, hour, minute and second. */
export function spanText(ms: number, words: Readonly<Record<"day" | "hour" | "minute" | "second", string>>): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), words.day],
    [Math.floor(seconds / 3_600) % 24, words.hour],
    [Math.floor(seconds / 60) % 60, words.minute],
    [seconds % 60, words.second],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return `0 ${words.second}`;
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(" ");
}
