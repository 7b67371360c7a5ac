import { toHex } from "#kernel/bytes";
import { sha256 } from "#kernel/crypto";
import { canonicalize } from "#kernel/json";

/** Id of a member or person of the demo's genesis: the same every time, and unlike any that a ledger makes itself. */
export function demoId(prefix: "member" | "person", label: string): string {
  return `${prefix}_${toHex(sha256(canonicalize(["sanlian/demo-id/1", prefix, label]))).slice(0, 32)}`;
}
