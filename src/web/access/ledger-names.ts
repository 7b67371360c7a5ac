import { useText } from "../text/texts.ts";

/** How people call a ledger; one that has no text of its own goes by the name in its genesis. */
export function useLedgerName(): (ledger: string) => string {
  const text = useText();
  return (ledger) => {
    const key = `ledgers.${ledger}`;
    const found = text(key);
    return found === key ? ledger : found;
  };
}
