import { isSmallOrderPoint } from "./ed25519-points.ts";

/** Encodings of Ed25519 (RFC 8032 section 5.1) that have exactly one form for each point and number. Bytes are little-endian. */

/** Order of the base point: 2^252 + 27742317777372353535851937790883648493. */
const ORDER = Uint8Array.of(
  ...[0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14],
  ...new Uint8Array(15),
  0x10,
);

/** The field's prime: 2^255 - 19. */
const PRIME = Uint8Array.of(0xed, ...new Uint8Array(30).fill(0xff), 0x7f);

/**
 * Whether key and signature have the lengths and encodings that every verifier here demands: points below the prime and
 * not of small order, and S below the group's order. What is left is the equation. The caller checks it without
 * the cofactor: [S]B − [k]A must encode to the bytes of R.
 */
export function isStrictlyEncoded(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const [nonce, scalar] = [signature.subarray(0, 32), signature.subarray(32)];
  return isStrictPoint(publicKey) && isStrictPoint(nonce) && isBelow(scalar, ORDER);
}

function isStrictPoint(encoded: Uint8Array): boolean {
  const y = Uint8Array.from(encoded);
  y[31] = (y[31] ?? 0) & 0x7f;
  // Without its sign bit: the two points with x = 0 have no sign, and both are of small order.
  return isBelow(y, PRIME) && !isSmallOrderPoint(encoded) && !isSmallOrderPoint(y);
}

function isBelow(value: Uint8Array, limit: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const difference = (value[i] ?? 0) - (limit[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
