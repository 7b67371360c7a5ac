import { isJsonObject, type Json } from "./json.ts";

/**
 * The two tables that offline proofs rest on. Their names and the fields below belong to the protocol, whatever scenario
 * keeps them: a verifier has no contract code.
 */

/** Rows by key id; the row that an enrolment writes binds a key to a person. */
export const KEYS_TABLE = "council_keys";

/** Rows that say which head of which other ledger was anchored. */
export const ANCHORS_TABLE = "council_anchors";

/** What a row of `KEYS_TABLE` says of a key. */
export interface KeyBinding {
  readonly keyId: string;
  /** Base64 of 32 bytes. */
  readonly publicKey: string;
  readonly personId: string;
  readonly memberId: string;
  /** Id of the transaction that enrolled it; absent for keys of the genesis. */
  readonly enrolledBy?: string;
}

/** What a row of `ANCHORS_TABLE` says of another ledger. */
export interface AnchoredHead {
  /** `name@genesis hash`. */
  readonly ledger: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** Reads the binding out of a row; undefined when a field is missing. */
export function readKeyBinding(row: Json): KeyBinding | undefined {
  if (!isJsonObject(row)) return undefined;
  const { keyId, publicKey, personId, memberId, enrolledBy } = row;
  if (![keyId, publicKey, personId, memberId].every((field) => typeof field === "string")) return undefined;
  if (enrolledBy !== undefined && typeof enrolledBy !== "string") return undefined;
  return row as unknown as KeyBinding;
}

/** Reads an anchored head out of a row; undefined when a field is missing. */
export function readAnchoredHead(row: Json): AnchoredHead | undefined {
  if (!isJsonObject(row)) return undefined;
  const { ledger, size, root } = row;
  const isHead = typeof ledger === "string" && typeof size === "number" && typeof root === "string";
  return isHead ? { ledger, size, root } : undefined;
}
