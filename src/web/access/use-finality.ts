import { useLedgerInfo } from "./use-answer.ts";

/** How far the newest head of a ledger is final, as the node found it on the signed checkpoint. */
export interface Finality {
  readonly cosigners: number;
  readonly needed: number;
  readonly signed: number;
  /** Number of leaves under that head. */
  readonly size: number;
  readonly note?: string;
}

/** Finality of a ledger; undefined while the node has not told it. */
export function useFinality(ledger: string): Finality | undefined {
  const { data } = useLedgerInfo(ledger);
  // What a client need not know stands beside what it needs.
  return (data as (typeof data & { readonly finality: Finality }) | undefined)?.finality;
}
