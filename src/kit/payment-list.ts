import { sha256Hex } from "#kernel/crypto";
import { canonicalize } from "#kernel/json";
import { compareText } from "#kernel/text-order";
import type { BatchLine } from "./obligations-tables.ts";

/** A line as the bank gets it. Amounts are decimal strings in the smallest unit. */
export type PaymentLine = Pick<BatchLine, "obligationId" | "payeeId" | "gross" | "withheld" | "net">;

/**
 * The list of a batch in its one canonical form (RFC 8785), lines in the order of their obligations: whoever has the list can
 * compare it with the hash on the ledger.
 */
export function paymentListText(batchId: string, lines: readonly PaymentLine[]): string {
  const sorted = [...lines].sort((a, b) => compareText(a.obligationId, b.obligationId));
  const listed = sorted.map(({ obligationId, payeeId, gross, withheld, net }) => {
    return { obligationId, payeeId, gross, withheld, net };
  });
  return canonicalize({ list: "sanlian/payment-list/1", batchId, lines: listed });
}

/** SHA-256 of `paymentListText` in hexadecimal. */
export function paymentListHash(batchId: string, lines: readonly PaymentLine[]): string {
  return sha256Hex(paymentListText(batchId, lines));
}
