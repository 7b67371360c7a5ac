import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { checkedKey } from "../parts/proof-handle.tsx";

/** Lets every 证 of an entry turn solid once its receipt was found to hold in this browser. */
export function useRemembered(ledger: string, id: string, isProven: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isProven) return;
    const key = checkedKey(ledger, id);
    // For as long as the page is open: it was checked, and that does not grow old.
    queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, true);
  }, [queries, ledger, id, isProven]);
}
