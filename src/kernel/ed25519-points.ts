import { toHex } from "#kernel/bytes";

/**
 * The canonical encodings of the eight points of small order on edwards25519. A key or a nonce point among them makes one
 * signature valid for many messages, so both are refused. Libraries differ here (OpenSSL accepts R = identity, libsodium
 * does not), therefore the list stands in our own code and every backend uses it.
 */
const SMALL_ORDER_POINTS = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]);

/** Whether 32 bytes are the canonical encoding of a point of small order (RFC 8032 section 5.1, cofactor 8). */
export function isSmallOrderPoint(encoded: Uint8Array): boolean {
  // Seven of eight encodings start with a byte that a random point has with probability 6/256: look at it first.
  switch (encoded[0]) {
    case 0x00:
    case 0x01:
    case 0x26:
    case 0xc7:
    case 0xec:
      return SMALL_ORDER_POINTS.has(toHex(encoded.subarray(0, 32)));
    default:
      return false;
  }
}
