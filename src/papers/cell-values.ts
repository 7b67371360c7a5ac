import { parseYuan } from "#kernel/money";
import type { ImportColumn } from "#kernel/sheet";
import type { RawCell } from "./read-cells.ts";

/** Cells read as what their column holds, exactly or not at all. */

export type CellProblem =
  | "cell_missing"
  | "text_too_long"
  | "number_shortened"
  | "amount_not_a_number"
  | "amount_below_a_fen"
  | "amount_too_large"
  | "amount_not_positive"
  | "day_not_readable"
  | "whole_not_readable";

export type CellValue =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: CellProblem };

/** Significant digits that Excel keeps and shows. Digits behind them are noise of its binary numbers. */
const EXCEL_DIGITS = 15;
const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;
const SCIENTIFIC = /^-?\d+(?:\.\d+)?[eE][+-]?\d+$/;

/** The value of a cell: amounts in fen, days as `2026-03-06`; empty where the column may be. */
export function cellValue(cell: RawCell, column: ImportColumn): CellValue {
  if (cell.kind === "empty") return column.isRequired ? failed("cell_missing") : done("");
  if (column.kind === "amount") return amountValue(cell);
  if (column.kind === "day") return dayValue(cell);
  if (column.kind === "whole") return wholeValue(cell);
  return textValue(cell, column);
}

function textValue({ kind, text }: RawCell, { lengthMax }: ImportColumn): CellValue {
  // An account of 19 digits that Excel took for a number has lost its last ones: what is left must not pass for it.
  const isShortened =
    kind === "number" ? significantDigits(text) > EXCEL_DIGITS || SCIENTIFIC.test(text) : SCIENTIFIC.test(text);
  if (isShortened) return failed("number_shortened");
  return [...text].length > lengthMax ? failed("text_too_long") : done(text);
}

function amountValue({ kind, text }: RawCell): CellValue {
  if (kind === "day") return failed("amount_not_a_number");
  const plain = kind === "number" ? excelDecimal(text) : text;
  const parsed = plain === undefined ? undefined : parseYuan(plain);
  if (parsed === undefined) return failed("amount_not_a_number");
  if (parsed.ok) return parsed.fen > 0n ? done(parsed.fen.toString()) : failed("amount_not_positive");
  return failed(parsed.problem === "amount_missing" ? "cell_missing" : parsed.problem);
}

/** The decimal that Excel shows for a number of its file: 15 significant digits, without an exponent. */
export function excelDecimal(text: string): string | undefined {
  if (!PLAIN_DECIMAL.test(text) && !SCIENTIFIC.test(text)) return undefined;
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const isNegative = mantissa.startsWith("-");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > 400) return undefined;
  const [kept, keptScale] = rounded(digits, scale);
  return (isNegative ? "-" : "") + placed(kept, keptScale);
}

/** Digits cut to what Excel keeps, half up, with their new scale. */
function rounded(digits: string, scale: number): readonly [digits: string, scale: number] {
  const excess = digits.length - EXCEL_DIGITS;
  if (excess <= 0) return [digits, scale];
  const kept = BigInt(digits.slice(0, EXCEL_DIGITS)) + (Number(digits[EXCEL_DIGITS]) >= 5 ? 1n : 0n);
  return [kept.toString(), scale - excess];
}

function placed(digits: string, scale: number): string {
  if (scale <= 0) return digits === "" ? "0" : digits + "0".repeat(-scale);
  const padded = digits.padStart(scale + 1, "0");
  const fraction = padded.slice(-scale).replace(/0+$/, "");
  return `${padded.slice(0, -scale)}${fraction === "" ? "" : `.${fraction}`}`;
}

function dayValue({ kind, text }: RawCell): CellValue {
  if (kind === "day") return done(text);
  const match =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T].*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return failed("day_not_readable");
  const [, year = "", month = "", date = ""] = match;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const instant = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
  return isReal ? done(day) : failed("day_not_readable");
}

function wholeValue({ kind, text }: RawCell): CellValue {
  const plain = kind === "number" ? excelDecimal(text) : text;
  return plain !== undefined && /^-?\d{1,15}$/.test(plain) ? done(plain) : failed("whole_not_readable");
}

function significantDigits(text: string): number {
  return text.replace(/^-?[0.]*/, "").replace(".", "").length;
}

function done(text: string): CellValue {
  return { ok: true, text };
}

function failed(problem: CellProblem): CellValue {
  return { ok: false, problem };
}
