import { type KeyPair, signEd25519, verifyEd25519 } from "#kernel/crypto";
import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import { canonicalize } from "./json.ts";

/** Proof of possession: nobody has another's key bound to a person without that key's consent. */

/** What a key is to be bound to. */
export interface EnrolmentClaim {
  /** `name@genesis hash`. */
  readonly ledger: string;
  readonly personId: string;
  /** Base64 of 32 bytes. */
  readonly publicKey: string;
}

/**
 * The text that a new key signs: ["sanlian/enrolment/1", ledger, person id, public key]. It is no DSSE payload and no
 * note, so the signature is of no use elsewhere.
 */
export function enrolmentText({ ledger, personId, publicKey }: EnrolmentClaim): string {
  return canonicalize(["sanlian/enrolment/1", ledger, personId, publicKey]);
}

/** The new key's own signature, base64 of 64 bytes, for the command that enrols it. */
export function proveEnrolment(ledger: string, personId: string, key: KeyPair): string {
  const text = enrolmentText({ ledger, personId, publicKey: toBase64(key.publicKey) });
  return toBase64(signEd25519(key.secretKey, utf8(text)));
}

/** Whether the key that is to be bound signed exactly this claim. */
export function isEnrolmentProof(claim: EnrolmentClaim, proof: string): boolean {
  const publicKey = fromBase64(claim.publicKey);
  const signature = fromBase64(proof);
  if (publicKey === undefined || signature === undefined) return false;
  return verifyEd25519(publicKey, utf8(enrolmentText(claim)), signature);
}
