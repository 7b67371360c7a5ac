import { percentOf } from "#web/form/entry.ts";

/** Sum of percentages as people type them, without floats: `["33.33", "66.67"]` → `100`. What is no percentage counts nothing. */
export function percentSum(texts: readonly string[]): string {
  return percentOf(texts.reduce((sum, text) => sum + (basisPointsOf(text) ?? 0), 0));
}

/** Basis points of a percentage with at most two decimals; undefined for anything else. */
export function basisPointsOf(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "").replace(/%$/, "");
  const [, whole, decimals = ""] = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}
