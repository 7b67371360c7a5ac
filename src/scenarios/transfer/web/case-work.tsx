import type { Deal } from "./answers.ts";

/** What waits for the viewer in a case. */
export function CaseWork(_: { readonly ledger: string; readonly deal: Deal }) {
  return null;
}
