import { groupedYuan } from "#kernel/money";

const DIGITS = 4;

/** An exact entitlement of `fen + remainder / whole` in yuan, with what stands behind the fen: `625,713.198`. */
export function exactAmount(fen: bigint, remainder: bigint, whole: bigint): string {
  let rest = remainder;
  let behind = "";
  while (rest > 0n && behind.length < DIGITS) {
    rest *= 10n;
    behind += String(rest / whole);
    rest %= whole;
  }
  return `${groupedYuan(fen)}${behind.replace(/0+$/, "")}${rest > 0n ? "…" : ""}`;
}
