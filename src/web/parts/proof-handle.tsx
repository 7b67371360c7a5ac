import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useText } from "../text/texts.ts";

/** Opens the receipt of a transaction beside the page. */
export type OpenReceipt = (ledger: string, id: string) => void;

const ReceiptContext = createContext<OpenReceipt>(() => {});
export const ReceiptOpener = ReceiptContext;

/** What this browser has checked itself: by ledger and id. Kept by the query client under this key. */
export function checkedKey(ledger: string, id: string): readonly string[] {
  return ["checked", ledger, id];
}

export interface ProofHandleProps {
  readonly ledger: string;
  /** Id of the transaction or timer. */
  readonly id: string;
}

/**
 * The small 证 that every object carries. Outlined: there is a receipt; solid: this browser has checked it. It opens the
 * receipt beside the page.
 */
export function ProofHandle({ ledger, id }: ProofHandleProps) {
  const text = useText();
  const open = useContext(ReceiptContext);
  // Only ever set by whoever has checked the receipt here; never fetched.
  const { data: isChecked } = useQuery<boolean>({ queryKey: checkedKey(ledger, id), enabled: false });
  const label = text(isChecked === true ? "proof.openChecked" : "proof.open");
  return (
    <button
      type="button"
      className={isChecked === true ? "proof checked" : "proof"}
      title={label}
      aria-label={label}
      onClick={() => open(ledger, id)}
    >
      <span aria-hidden="true">证</span>
    </button>
  );
}
