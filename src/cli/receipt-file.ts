import { canonicalize, type Value } from "#kernel/json";
import type { Receipt } from "#kernel/receipt";

/** Text of a receipt file: the canonical form, so that it can be read in one way only. */
export function receiptFile(receipt: Receipt): string {
  // Interfaces have no index signature; a receipt is data all the same.
  return `${canonicalize(receipt as unknown as Value)}\n`;
}
