import { toBase64, utf8 } from "#kernel/bytes";
import { type KeyPair, signEd25519 } from "#kernel/crypto";
import { preAuthEncoding } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";

/** A key that signs and is never handed out: seeds on Node.js, a non-extractable WebCrypto key in a browser. */
export interface ClientKey {
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  /** Ed25519 signature of a message, 64 bytes. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** One key's signature as it stands in a DSSE envelope. */
export interface DsseSignature {
  readonly keyid: string;
  readonly sig: string;
}

/** The client key of a key pair that lies in memory. */
export function clientKey(pair: KeyPair): ClientKey {
  return {
    keyId: keyIdOf(pair.publicKey),
    publicKey: pair.publicKey,
    sign: (message) => signEd25519(pair.secretKey, message),
  };
}

/** A key's DSSE signature over a payload text. */
export async function signDsse(payloadType: string, payload: string, key: ClientKey): Promise<DsseSignature> {
  const signature = await key.sign(preAuthEncoding(payloadType, utf8(payload)));
  return { keyid: key.keyId, sig: toBase64(signature) };
}
