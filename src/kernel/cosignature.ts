import { signEd25519, verifyEd25519 } from "#kernel/crypto";
import { concatBytes, utf8 } from "./bytes.ts";
import { isKeyName, type NoteSigner, type NoteVerifier, noteKeyId } from "./note.ts";

/**
 * Cosignatures (C2SP tlog-cosignature, Ed25519, `cosignature/v1`): a cosigner states that at a time this checkpoint was the
 * largest consistent one that it knew. The signed message does not hold the cosigner's name, so each cosigner and each
 * statement needs a key of its own.
 */

/** Signature type of timestamped Ed25519 cosignatures. */
export const COSIGNATURE_TYPE = 0x04;

const TIMESTAMP_BYTES = 8;
const COSIGNATURE_BYTES = TIMESTAMP_BYTES + 64;

/** Verifier of cosignatures. Judging their time is the caller's: see `cosignatureTime`. Throws a RangeError on an unfit name. */
export function cosignatureVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is not a key name`);
  return {
    name,
    keyId: noteKeyId(name, COSIGNATURE_TYPE, publicKey),
    verify(text, signature) {
      const timeS = cosignatureTime(signature);
      if (timeS === undefined) return false;
      return verifyEd25519(publicKey, cosignedMessage(text, timeS), signature.subarray(TIMESTAMP_BYTES));
    },
  };
}

/**
 * Signer of cosignatures; `clockS` gives the real time in whole seconds since 1970, `secretKey` is seed ‖ public key.
 * Before it signs, its owner must have stored that it cosigned this size and root, and have checked the consistency.
 */
export function cosignatureSigner(name: string, secretKey: Uint8Array, clockS: () => number): NoteSigner {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is not a key name`);
  return {
    name,
    keyId: noteKeyId(name, COSIGNATURE_TYPE, secretKey.subarray(32)),
    sign(text) {
      const timeS = clockS();
      if (!Number.isSafeInteger(timeS) || timeS < 0) throw new RangeError(`${timeS} is not a time in whole seconds`);
      const head = new Uint8Array(TIMESTAMP_BYTES);
      new DataView(head.buffer).setBigUint64(0, BigInt(timeS));
      return concatBytes(head, signEd25519(secretKey, cosignedMessage(text, timeS)));
    },
  };
}

/** The time that a cosignature states, in seconds since 1970; undefined when its bytes are not a cosignature. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== COSIGNATURE_BYTES) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset, TIMESTAMP_BYTES).getBigUint64(0);
  return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : undefined;
}

function cosignedMessage(text: Uint8Array, timeS: number): Uint8Array {
  return concatBytes(utf8(`cosignature/v1\ntime ${timeS}\n`), text);
}
