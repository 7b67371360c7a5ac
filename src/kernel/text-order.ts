/**
 * Order of two texts by code points, which is the order of their UTF-8 bytes. `<` compares UTF-16 units and puts
 * characters beyond U+FFFF before U+E000 to U+FFFF; locale order differs between machines. For ids and keys.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return codePointRank(a.charCodeAt(i)) - codePointRank(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Ranks the first differing unit: surrogates, which stand for code points above U+FFFF, come last. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
