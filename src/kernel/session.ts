import { fromBase64, isHex, toBase64, utf8 } from "#kernel/bytes";
import { isPrimeOrderKey, type KeyPair, verifyEd25519 } from "#kernel/crypto";
import { type Envelope, isEnvelope, preAuthEncoding, signaturesOf, signPayload } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, isJsonObject, type Json, parseCanonicalBytes } from "#kernel/json";

/** Sessions: a key is proved by signing a node's challenge. It names no ledger and can never be taken for a transaction. */

export const SESSION_TYPE = "application/vnd.sanlian.session.v1+json";
const CHALLENGE_BYTES_MAX = 1_000;

/** What a node gives out to be signed. Whoever signs compares `node` with the node it means to talk to. */
export interface SessionChallenge {
  /** Real time in milliseconds after which it opens no session. */
  readonly expiresAt: number;
  readonly node: string;
  /** Hexadecimal; made by the node, used once. */
  readonly nonce: string;
}

/** A signed challenge with the public key that the key id is the hash of. */
export interface SessionProof {
  readonly envelope: Envelope;
  /** Base64 of 32 bytes. */
  readonly publicKey: string;
}

/** A proof whose signature is valid. Whether the challenge is one of this node, and still open, is for the node to say. */
export interface ProvenKey {
  readonly challenge: SessionChallenge;
  readonly keyId: string;
}

/** Signs a node's challenge. */
export function signSession(challenge: SessionChallenge, key: KeyPair): SessionProof {
  const { expiresAt, node, nonce } = challenge;
  const text = canonicalize({ expiresAt, node, nonce });
  return {
    envelope: {
      payload: toBase64(utf8(text)),
      payloadType: SESSION_TYPE,
      signatures: [signPayload(SESSION_TYPE, text, key)],
    },
    publicKey: toBase64(key.publicKey),
  };
}

/** The challenge and key of a proof; undefined unless it is well formed and the one signature is valid. */
export function openSessionProof(value: Json): ProvenKey | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 2) return undefined;
  const { envelope, publicKey: keyText } = value;
  if (typeof keyText !== "string" || !isEnvelope(envelope, SESSION_TYPE)) return undefined;
  const publicKey = fromBase64(keyText);
  const payload = fromBase64(envelope.payload);
  if (publicKey === undefined || payload === undefined || !isPrimeOrderKey(publicKey)) return undefined;
  const keyId = keyIdOf(publicKey);
  const signature = signaturesOf(envelope, [keyId])?.[0];
  const challenge = parseChallenge(payload);
  if (signature === undefined || challenge === undefined) return undefined;
  if (!verifyEd25519(publicKey, preAuthEncoding(SESSION_TYPE, payload), signature)) return undefined;
  return { challenge, keyId };
}

function parseChallenge(payload: Uint8Array): SessionChallenge | undefined {
  const parsed = parseCanonicalBytes(payload, CHALLENGE_BYTES_MAX);
  if (!parsed.ok || !isJsonObject(parsed.value) || Object.keys(parsed.value).length !== 3) return undefined;
  const { expiresAt, node, nonce } = parsed.value;
  if (typeof expiresAt !== "number" || typeof node !== "string" || typeof nonce !== "string") return undefined;
  return isHex(nonce) ? { expiresAt, node, nonce } : undefined;
}
