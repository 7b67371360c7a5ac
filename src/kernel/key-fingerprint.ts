const GROUPS = 6;
const GROUP_DIGITS = 4;

/**
 * The start of a key id for two people to compare, six groups of four hexadecimal digits: 96 bits, more than anyone can make
 * a second key for.
 */
export function keyFingerprint(keyId: string): string {
  const groups = Array.from({ length: GROUPS }, (_, i) => keyId.slice(i * GROUP_DIGITS, (i + 1) * GROUP_DIGITS));
  return groups.join(" ");
}
