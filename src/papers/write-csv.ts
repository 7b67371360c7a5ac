import { yuanText } from "#kernel/money";
import type { CellKind } from "#kernel/sheet";

/** Tables for spreadsheet programs, as plain data. */

export interface TableColumn {
  readonly title: string;
  readonly kind: CellKind;
}

export interface SheetTable {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Texts by column; amounts in fen, days as `2026-03-06`, empty where there is nothing. */
  readonly rows: readonly (readonly string[])[];
}

/** What makes a spreadsheet program take a text for a formula, in its full-width forms too. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const BYTE_ORDER_MARK = "\ufeff";

/**
 * CSV (RFC 4180) in UTF-8, with the mark by which Excel tells that it is UTF-8. A text that would be run as a formula
 * gets an apostrophe in front, which spreadsheet programs do not show.
 */
export function writeCsv({ columns, rows }: SheetTable): Buffer {
  const head = columns.map(({ title }) => quoted(harmless(title)));
  const body = rows.map((row) => columns.map(({ kind }, index) => quoted(csvCell(row[index] ?? "", kind))));
  return Buffer.from(`${BYTE_ORDER_MARK}${[head, ...body].map((cells) => `${cells.join(",")}\r\n`).join("")}`);
}

function csvCell(text: string, kind: CellKind): string {
  if (text === "") return "";
  if (kind === "amount") return yuanText(BigInt(text));
  return kind === "text" ? harmless(text) : text;
}

function harmless(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
