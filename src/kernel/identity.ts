import { toBase64 } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";

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

/** Key id: SHA-256 of ["sanlian/key/1", suite, public key]. */
export function keyIdOf(publicKey: Uint8Array): string {
  return sha256Hex(`["sanlian/key/1","${SUITE}","${toBase64(publicKey)}"]`);
}

/** Whether a viewer holds one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly string[]): boolean {
  return viewer?.roles.some((role) => roles.includes(role)) ?? false;
}
