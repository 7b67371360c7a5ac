import { useLedgerInfo } from "../access/use-answer.ts";

/** A hatched edge on every page whose ledger has a simulated clock. */
export function SimulatedEdge({ ledger }: { readonly ledger: string }) {
  const { data } = useLedgerInfo(ledger);
  return data?.clock === "real" ? null : <div className="simulated-edge" aria-hidden="true" />;
}
