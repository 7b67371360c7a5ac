import { createHmac, hash } from "node:crypto";
import sodium from "sodium-native";
import { isSmallOrderPoint } from "#kernel/ed25519-points";

/** Cryptography on Node.js. `crypto-web.ts` has the same exports for browsers; package.json chooses between them. */

/** Bytes of a block of SHA-256, and of the longest message that `hmacSha256Of` takes without a detour. */
const HMAC_BLOCK = 64;
const SHORT_MESSAGE = 192;

/**
 * Random bytes drawn from the system many at a time: a call to it costs as much as hashing a transaction. Bytes are handed
 * out once and wiped from the pool.
 */
class RandomPool {
  readonly #bytes = Buffer.alloc(4_096);
  #used = this.#bytes.length;

  take(size: number): Uint8Array {
    const taken = Buffer.allocUnsafe(size);
    if (size > this.#bytes.length) {
      sodium.randombytes_buf(taken);
      return taken;
    }
    if (this.#used + size > this.#bytes.length) {
      sodium.randombytes_buf(this.#bytes);
      this.#used = 0;
    }
    this.#bytes.copy(taken, 0, this.#used, this.#used + size);
    this.#bytes.fill(0, this.#used, this.#used + size);
    this.#used += size;
    return taken;
  }
}

const pool = new RandomPool();

/** An Ed25519 key pair; `secretKey` is seed ‖ public key, 64 bytes, as libsodium keeps it. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** SHA-256 (FIPS 180-4) of bytes or of the UTF-8 of a text. */
export function sha256(data: Uint8Array | string): Uint8Array {
  // By way of a text: `hash` would give each result memory of its own to be freed; Buffer.from takes it from a pool.
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}

/** SHA-256 as lowercase hexadecimal. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** HMAC-SHA-256 (RFC 2104) as lowercase hexadecimal. */
export function hmacSha256Hex(key: Uint8Array, message: string): string {
  return createHmac("sha256", key).update(message).digest("hex");
}

/**
 * HMAC-SHA-256 of short texts under one key, as lowercase hexadecimal. Keeps the padded key at hand: a block salts thousands
 * of rows, and an Hmac object for each would cost as much again when it is collected.
 */
export function hmacSha256Of(key: Uint8Array): (message: string) => string {
  const padded = key.length > HMAC_BLOCK ? sha256(key) : key;
  const inner = Buffer.alloc(HMAC_BLOCK + SHORT_MESSAGE, 0x36);
  const outer = Buffer.alloc(HMAC_BLOCK + 32, 0x5c);
  for (const [i, byte] of padded.entries()) {
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  }
  return (message) => {
    if (Buffer.byteLength(message) > SHORT_MESSAGE) return hmacSha256Hex(key, message);
    const size = inner.write(message, HMAC_BLOCK);
    outer.write(hash("sha256", inner.subarray(0, HMAC_BLOCK + size), "binary"), HMAC_BLOCK, "binary");
    return hash("sha256", outer, "hex");
  };
}

/** Random bytes of the operating system. Never called by contracts. */
export function randomBytes(size: number): Uint8Array {
  return pool.take(size);
}

/** The key pair of a 32-byte seed (RFC 8032 section 5.1.5). */
export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  const publicKey = Buffer.alloc(32);
  const secretKey = Buffer.alloc(64);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
  return { publicKey, secretKey };
}

/** Ed25519 signature of a message, 64 bytes (RFC 8032 section 5.1.6). */
export function signEd25519(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = Buffer.allocUnsafe(64);
  sodium.crypto_sign_detached(signature, message, secretKey);
  return signature;
}

/**
 * Strict Ed25519: canonical encodings, key and nonce point not of small order, and [s]B − [k]A equal to R byte for byte.
 * The same rule on every backend, so that no two verifiers disagree.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (isSmallOrderPoint(publicKey) || isSmallOrderPoint(signature)) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}

/** Whether a key encodes a point of prime order: what enrolment demands, so that all backends agree on every signature. */
export function isPrimeOrderKey(publicKey: Uint8Array): boolean {
  return publicKey.length === 32 && sodium.crypto_core_ed25519_is_valid_point(publicKey);
}
