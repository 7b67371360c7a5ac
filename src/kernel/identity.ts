import { sha256Hex } from "#kernel/crypto";
import { toBase64 } from "#kernel/bytes";
import type { ReadTx } from "#kernel/table";

/** Who signs: keys, and the people and members they are bound to. */

/** The signature suite of protocol 1: Ed25519 (RFC 8032) with SHA-256. */
export const SUITE = "ed25519-sha256";

/** A key as the ledger knows it at one point of its history. */
export interface Signer {
  readonly keyId: string;
  readonly personId: string;
  readonly memberId: string;
  readonly roles: readonly string[];
}

/** Who looks at a row or runs a query; undefined when no session was opened. */
export type Viewer = Signer | undefined;

/** What the ledger needs to know of keys; a scenario (council) provides it. Judged in the state just before a transaction. */
export interface Directory {
  /** The binding of a key that may sign now. */
  signer(tx: ReadTx, keyId: string): Signer | "unknown" | "revoked";
  /** The public key, also of a revoked key: the pair (id, key) never changes. Base64 of 32 bytes. */
  publicKey(tx: ReadTx, keyId: string): string | undefined;
  /** Id of the transaction that enrolled a key; undefined for keys of the genesis and unknown ones. */
  enrolledBy(tx: ReadTx, keyId: string): string | undefined;
  /** Whether its signers have cancelled a transaction that is still waiting to be recorded. */
  isCancelled(tx: ReadTx, transactionId: string): boolean;
  /** Milliseconds by which a simulated clock runs ahead of the real one. */
  clockOffsetMs(tx: ReadTx): number;
}

/** Key id: SHA-256 of ["sanlian/key/1", suite, public key]. */
export function keyIdOf(publicKey: Uint8Array): string {
  return sha256Hex(`["sanlian/key/1","${SUITE}","${toBase64(publicKey)}"]`);
}

/** Whether a viewer holds one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly string[]): boolean {
  return viewer?.roles.some((role) => roles.includes(role)) ?? false;
}
