import writeExcelFile, { type CellObject, type SheetData } from "write-excel-file/node";
import { yuanText } from "#kernel/money";
import type { CellKind } from "#kernel/sheet";
import type { SheetTable } from "./write-csv.ts";

/** Significant digits that Excel keeps of a number. A longer amount stays text: Excel would round it. */
const DIGITS_MAX = 15;
const TITLE_LENGTH_MAX = 31;
const WIDTHS: Readonly<Record<CellKind, number>> = { text: 24, amount: 20, day: 12, whole: 10 };

/** An Excel workbook with one sheet. Texts are texts and never formulas; amounts are numbers that Excel can add up. */
export function writeXlsx({ title, columns, rows }: SheetTable): Promise<Buffer> {
  const head = columns.map(
    ({ title: text, kind }): CellObject => ({
      value: text,
      type: String,
      fontWeight: "bold",
      align: kind === "amount" || kind === "whole" ? "right" : "left",
      bottomBorderStyle: "thin",
    }),
  );
  const body = rows.map((row) => columns.map(({ kind }, index) => excelCell(row[index] ?? "", kind)));
  const data: SheetData = [head, ...body];
  return writeExcelFile(data, {
    sheet: sheetName(title),
    stickyRowsCount: 1,
    columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
  }).toBuffer();
}

function excelCell(text: string, kind: CellKind): CellObject | null {
  if (text === "") return null;
  if (kind === "amount") {
    const yuan = yuanText(BigInt(text));
    if (digitCount(yuan) > DIGITS_MAX) return { value: yuan, type: String, align: "right" };
    return { value: Number(yuan), type: Number, format: "#,##0.00" };
  }
  if (kind === "whole" && digitCount(text) <= DIGITS_MAX) return { value: Number(text), type: Number, format: "0" };
  if (kind === "day") return { value: new Date(`${text}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" };
  return { value: text, type: String };
}

function digitCount(text: string): number {
  return text.replace(/^-?0*/, "").replace(".", "").length;
}

/** Excel refuses some signs in the name of a sheet, and more than 31 characters. */
function sheetName(title: string): string {
  return title.replace(/[\\/*?:[\]]/g, " ").slice(0, TITLE_LENGTH_MAX);
}
