import { compareText } from "#kernel/text-order";
import type { ColumnValue } from "./state.ts";

/** The total order of index columns: numbers by value, texts by code point, as SQLite orders UTF-8 bytes. */
export function compareColumns(a: readonly ColumnValue[], b: readonly ColumnValue[]): number {
  for (const [i, left] of a.entries()) {
    const order = compareColumn(left, b[i] as ColumnValue);
    if (order !== 0) return order;
  }
  return 0;
}

function compareColumn(a: ColumnValue, b: ColumnValue): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
