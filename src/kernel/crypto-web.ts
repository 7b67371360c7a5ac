import { ed25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Bytes, sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes, toHex, utf8 } from "./bytes.ts";
import { isStrictlyEncoded } from "./ed25519-encoding.ts";

/** Cryptography in browsers: the exports of `crypto.ts`, in JavaScript alone. */

/** An Ed25519 key pair; `secretKey` is seed ‖ public key, 64 bytes, as libsodium keeps it. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** SHA-256 (FIPS 180-4) of bytes or of the UTF-8 of a text. */
export function sha256(data: Uint8Array | string): Uint8Array {
  return sha256Bytes(typeof data === "string" ? utf8(data) : data);
}

/** SHA-256 as lowercase hexadecimal. */
export function sha256Hex(data: Uint8Array | string): string {
  return toHex(sha256(data));
}

/** HMAC-SHA-256 (RFC 2104) as lowercase hexadecimal. */
export function hmacSha256Hex(key: Uint8Array, message: string): string {
  return toHex(hmac(sha256Bytes, key, utf8(message)));
}

/** HMAC-SHA-256 of texts under one key, as lowercase hexadecimal. */
export function hmacSha256Of(key: Uint8Array): (message: string) => string {
  return (message) => hmacSha256Hex(key, message);
}

/** Random bytes of the browser, at most 65,536. */
export function randomBytes(size: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(size));
}

/** The key pair of a 32-byte seed (RFC 8032 section 5.1.5). */
export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  const publicKey = ed25519.getPublicKey(seed);
  return { publicKey, secretKey: concatBytes(seed, publicKey) };
}

/** Ed25519 signature of a message, 64 bytes (RFC 8032 section 5.1.6). */
export function signEd25519(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey.subarray(0, 32));
}

/**
 * Strict Ed25519: canonical encodings, key and nonce point not of small order, and [s]B − [k]A equal to R byte for byte.
 * The same rule on every backend, so that no two verifiers disagree.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isStrictlyEncoded(publicKey, signature)) return false;
  const key = decodePoint(publicKey);
  if (key === undefined) return false;
  const nonce = signature.subarray(0, 32);
  // The library's own verify multiplies by the cofactor and so accepts what libsodium and WebCrypto refuse.
  const challenge = ed25519.Point.Fn.create(littleEndian(sha512(concatBytes(nonce, publicKey, message))));
  const left = ed25519.Point.BASE.multiplyUnsafe(littleEndian(signature.subarray(32)));
  return equalBytes(left.subtract(key.multiplyUnsafe(challenge)).toBytes(), nonce);
}

/** Whether a key encodes a point of prime order: what enrolment demands, so that all backends agree on every signature. */
export function isPrimeOrderKey(publicKey: Uint8Array): boolean {
  const key = publicKey.length === 32 ? decodePoint(publicKey) : undefined;
  return key !== undefined && !key.isSmallOrder() && key.isTorsionFree();
}

function decodePoint(encoded: Uint8Array): typeof ed25519.Point.BASE | undefined {
  try {
    return ed25519.Point.fromBytes(encoded);
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`);
}
