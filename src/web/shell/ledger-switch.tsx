import { useQuery } from "@tanstack/react-query";
import { useLedgerName } from "../access/ledger-names.ts";
import { Go, useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

/** Names of the ledgers that the node serves. */
export function useLedgers() {
  const { client } = useNode();
  const { data } = useQuery({
    queryKey: ["ledgers"],
    queryFn: async () => {
      const { ledgers } = await client("").http.json({ method: "GET", path: "/api/v1/ledgers", isRepeatable: true });
      return (Array.isArray(ledgers) ? ledgers : []).map((each) => String((each as { readonly name: string }).name));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? [];
}

/** Which book one reads: the unit's own, or the alliance's. */
export function LedgerSwitch() {
  const text = useText();
  const here = useLedger();
  const ledgerName = useLedgerName();
  const ledgers = [...useLedgers()].sort((a, b) => Number(a === "alliance") - Number(b === "alliance"));
  return (
    <nav className="ledger-switch" aria-label={text("bar.ledger")}>
      {ledgers.map((ledger) => (
        <Go key={ledger} to={`/at/${ledger}/${ledger === "alliance" ? "ledger" : "work"}`} isCurrent={ledger === here}>
          {ledger === here && <Icon name="book" />}
          <span>{ledgerName(ledger)}</span>
        </Go>
      ))}
    </nav>
  );
}
