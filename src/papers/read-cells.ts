import { CsvError, parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";

/** Cells of a spreadsheet file as they were written: nothing is rounded and nothing is guessed. */

/** `number` is the decimal text of the file, which may have an exponent; `day` is `2026-03-06`. */
export interface RawCell {
  readonly kind: "empty" | "text" | "number" | "day";
  readonly text: string;
}

export interface RawRow {
  /** Number of the row as the spreadsheet program shows it. */
  readonly number: number;
  readonly cells: readonly RawCell[];
}

export type FileProblem = "file_too_large" | "file_unreadable" | "file_empty" | "too_many_rows" | "csv_quote_open";

export type ReadCells =
  | { readonly ok: true; readonly rows: readonly RawRow[] }
  | { readonly ok: false; readonly problem: FileProblem; readonly row?: number };

export const FILE_BYTES_MAX = 2_097_152;
export const ROWS_MAX = 5_000;
/** Size of an unpacked workbook: what packs much better than that was made to exhaust memory. */
const UNPACKED_BYTES_MAX = 64 * 1_048_576;
/** The apostrophe that this program and others put before what would run as a formula. */
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r\n＝＋－＠])/;
const EMPTY: RawCell = { kind: "empty", text: "" };

/** Reads an .xlsx workbook's first sheet, or CSV in UTF-8 or GB18030 with commas, semicolons or tabs. */
export async function readCells(bytes: Buffer): Promise<ReadCells> {
  if (bytes.length > FILE_BYTES_MAX) return { ok: false, problem: "file_too_large" };
  const read = bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004")) ? await readWorkbook(bytes) : readCsv(bytes);
  if (!read.ok) return read;
  if (read.rows.length === 0) return { ok: false, problem: "file_empty" };
  return read.rows.length > ROWS_MAX ? { ok: false, problem: "too_many_rows" } : read;
}

async function readWorkbook(bytes: Buffer): Promise<ReadCells> {
  try {
    if (unpackedSize(bytes) > UNPACKED_BYTES_MAX) return { ok: false, problem: "file_too_large" };
    const data = await readSheet<ExcelNumber>(bytes, { parseNumber: (text) => new ExcelNumber(text) });
    return rowsOf(data.map((cells) => cells.map(workbookCell)));
  } catch {
    return { ok: false, problem: "file_unreadable" };
  }
}

/** A number as the file has it, told apart from text. */
class ExcelNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function unpackedSize(bytes: Buffer): number {
  let size = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  return size;
}

function workbookCell(value: unknown): RawCell {
  if (value === null || value === undefined || value === "") return EMPTY;
  if (value instanceof ExcelNumber) return { kind: "number", text: value.text };
  if (value instanceof Date) return { kind: "day", text: value.toISOString().slice(0, 10) };
  return textCell(String(value));
}

function readCsv(bytes: Buffer): ReadCells {
  const text = decoded(bytes);
  if (text === undefined) return { ok: false, problem: "file_unreadable" };
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
    }) as string[][];
    return rowsOf(rows.map((cells) => cells.map((text) => textCell(text.replace(GUARDED_FORMULA, "")))));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, problem: "csv_quote_open", row: Number(error["lines"]) };
  }
}

/** UTF-8 where the bytes are that, else GB18030, in which Excel in China saves CSV; undefined when they are neither. */
function decoded(bytes: Buffer): string | undefined {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes("\u0000")) return text;
    } catch {
      // The next encoding is tried.
    }
  }
  return undefined;
}

function delimiterOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  const counted = [",", "\t", ";"].map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

function textCell(text: string): RawCell {
  const trimmed = text.trim();
  return trimmed === "" ? EMPTY : { kind: "text", text: trimmed };
}

/** Rows that have anything in them, each with its number. */
function rowsOf(rows: readonly (readonly RawCell[])[]): ReadCells {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells }));
  return { ok: true, rows: numbered.filter(({ cells }) => cells.some(({ kind }) => kind !== "empty")) };
}
