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

/** Longest list that is sorted by insertion. */
const SHORT = 24;

/**
 * Sorts texts in place by UTF-16 unit, as RFC 8785 orders keys. The same as `texts.sort()`, which takes several kilobytes of
 * working memory for any list: on the path of a transaction lists are short and mostly in order.
 */
export function sortTexts(texts: string[]): string[] {
  if (texts.length > SHORT) return texts.sort();
  for (let i = 1; i < texts.length; i++) {
    const text = texts[i] as string;
    let at = i;
    for (; at > 0 && (texts[at - 1] as string) > text; at--) texts[at] = texts[at - 1] as string;
    if (at !== i) texts[at] = text;
  }
  return texts;
}
