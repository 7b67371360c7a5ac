import { isPrimeOrderKey } from "#kernel/crypto";
import { concatBytes, fromBase64, fromHex, isHex, toBase64 } from "./bytes.ts";
import { COSIGNATURE_TYPE, cosignatureVerifier } from "./cosignature.ts";
import { ED25519_TYPE, ed25519Verifier, isKeyName, type NoteVerifier, noteKeyId } from "./note.ts";

/** A public key of notes with its name and its kind of signature. */
export interface VerifierKey {
  readonly name: string;
  readonly type: typeof ED25519_TYPE | typeof COSIGNATURE_TYPE;
  readonly publicKey: Uint8Array;
}

/** The text form `name+keyid+base64` that log tools exchange. Throws a RangeError on an unfit name. */
export function formatVerifierKey({ name, type, publicKey }: VerifierKey): string {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is not a key name`);
  const id = noteKeyId(name, type, publicKey).toString(16).padStart(8, "0");
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/**
 * Reads a text form; undefined when it is malformed, its id does not belong to its name and key, its type is not
 * Ed25519 (0x01) or cosignature/v1 (0x04), or its key is not a point of prime order.
 */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [name, id, ...rest] = text.split("+");
  // The base64 part may hold plus signs of its own.
  const bytes = fromBase64(rest.join("+"));
  if (name === undefined || id === undefined || bytes === undefined) return undefined;
  if (!isKeyName(name) || !isHex(id, 4)) return undefined;
  const type = bytes[0];
  const publicKey = bytes.subarray(1);
  if ((type !== ED25519_TYPE && type !== COSIGNATURE_TYPE) || !isPrimeOrderKey(publicKey)) return undefined;
  const idBytes = fromHex(id);
  const keyId = new DataView(idBytes.buffer, idBytes.byteOffset).getUint32(0);
  return keyId === noteKeyId(name, type, publicKey) ? { name, type, publicKey } : undefined;
}

/** The verifier of the kind of signature that the key makes. */
export function verifierOf({ name, type, publicKey }: VerifierKey): NoteVerifier {
  return type === ED25519_TYPE ? ed25519Verifier(name, publicKey) : cosignatureVerifier(name, publicKey);
}
