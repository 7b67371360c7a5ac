import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isJsonObject } from "#kernel/json";
import { useNode } from "../session/node-context.tsx";
import { keepTrust, keptTrust, type TrustedGenesis, trustBrought, trustFirst } from "./trust-store.ts";

export interface Trust {
  readonly trusted: readonly TrustedGenesis[];
  /** `name@genesis hash` of the ledgers that the node says it has; empty while it does not answer. */
  readonly served: readonly string[];
  /** Whether the node has been heard, or does not answer: what is trusted does not change by itself any more. */
  readonly isSettled: boolean;
  bring(genesis: { readonly ledger: string; readonly hash: string }): void;
  forget(hash: string): void;
}

const TRUSTED = ["trusted-genesis"];

/**
 * Genesis hashes that this device trusts. At the first visit it takes those that the node names, and says so; a hash that
 * somebody brings comes before them.
 */
export function useTrust(): Trust {
  const { client } = useNode();
  const queries = useQueryClient();
  const kept = useQuery({
    queryKey: TRUSTED,
    queryFn: () => keptTrust(globalThis.localStorage),
    initialData: () => keptTrust(globalThis.localStorage),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const node = useQuery({
    queryKey: ["served-ledgers"],
    queryFn: async () => {
      const { ledgers } = await client("").http.json({ method: "GET", path: "/api/v1/ledgers", isRepeatable: true });
      return (Array.isArray(ledgers) ? ledgers : []).flatMap((each) =>
        isJsonObject(each) && typeof each["ref"] === "string" ? [each["ref"]] : [],
      );
    },
    staleTime: 60_000,
    // Without a connection it fails at once instead of waiting for one: files are checked offline.
    networkMode: "always",
  });
  const trusted = kept.data;
  const served = node.data ?? [];
  const pinned = served.reduce((list, ref) => trustFirst(list, ref, Date.now()), trusted);
  const isPinned = pinned === trusted;
  const save = (next: readonly TrustedGenesis[]) => {
    keepTrust(globalThis.localStorage, next);
    queries.setQueryData(TRUSTED, next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved once when something was pinned; it is settled then.
  useEffect(() => {
    if (!isPinned) save(pinned);
  }, [isPinned]);
  return {
    trusted,
    served,
    // Asking again makes it pending anew, and what was checked must not go for that.
    isSettled: isPinned && node.isFetched,
    bring: (genesis) => save(trustBrought(trusted, genesis, Date.now())),
    forget: (hash) => save(trusted.filter((known) => known.hash !== hash)),
  };
}
