import type { PaperRow } from "#kernel/paper";
import type { ImportColumn, SheetImport } from "#kernel/sheet";
import { type CellProblem, cellValue } from "./cell-values.ts";
import { type FileProblem, type RawRow, readCells } from "./read-cells.ts";

/** Lists from spreadsheets, checked as a whole: either every row is fit, or none is handed on. */

export type ImportProblem =
  | FileProblem
  | CellProblem
  | "columns_missing"
  | "column_repeated"
  | "value_repeated"
  | "rows_missing";

/** What is wrong, and where in the file. */
export interface ImportIssue {
  readonly code: ImportProblem;
  /** Row as the spreadsheet program numbers it; 0 where it is the file as a whole. */
  readonly row: number;
  /** Letter of the column, `B`; empty where it is the row as a whole. */
  readonly letter: string;
  /** Id of the column of the definition; empty where it is none. */
  readonly column: string;
  /** What stands there, for a message. */
  readonly value: string;
}

export interface ImportResult {
  /** The rows, by ids of columns; none when anything is wrong. Amounts in fen, days as `2026-03-06`. */
  readonly rows: readonly PaperRow[];
  readonly issues: readonly ImportIssue[];
  /** Headings of columns that the list has no use for. */
  readonly ignored: readonly string[];
}

/** Headings stand in one of the first rows: banks print their name and the account above. */
const HEADING_ROWS = 20;
const ISSUES_MAX = 200;
const VALUE_LENGTH_MAX = 60;

interface FoundColumn {
  readonly column: ImportColumn;
  readonly index: number;
}

/** Reads a list out of a workbook or CSV file. */
export async function readImport(definition: SheetImport, bytes: Buffer): Promise<ImportResult> {
  const read = await readCells(bytes);
  if (!read.ok) {
    const value = read.problem === "too_many_rows" ? definition.rowsMax.toString() : "";
    return refused([issue(read.problem, read.row ?? 0, { value })]);
  }
  const heading = headingOf(definition, read.rows);
  if ("issues" in heading) return refused(heading.issues);
  const { columns, row, ignored } = heading;
  const body = read.rows.filter(({ number }) => number > row);
  if (body.length === 0) return refused([issue("rows_missing", row)], ignored);
  const { rowsMax } = definition;
  if (body.length > rowsMax) return refused([issue("too_many_rows", 0, { value: rowsMax.toString() })], ignored);
  const rows: PaperRow[] = [];
  const issues: ImportIssue[] = [];
  for (const each of body) {
    const { values, problems } = readRow(each, columns);
    rows.push(values);
    issues.push(...problems);
  }
  issues.push(...repeatedValues(body, rows, columns));
  return issues.length > 0 ? refused(issues.slice(0, ISSUES_MAX), ignored) : { rows, issues: [], ignored };
}

/** The row of headings: the one with the most columns of the list. */
function headingOf(
  { columns }: SheetImport,
  rows: readonly RawRow[],
):
  | { readonly columns: readonly FoundColumn[]; readonly row: number; readonly ignored: readonly string[] }
  | { readonly issues: readonly ImportIssue[] } {
  const candidates = rows.slice(0, HEADING_ROWS).map((row) => ({ row, found: columnsIn(row, columns) }));
  const best = candidates.reduce((most, each) => (each.found.length > most.found.length ? each : most));
  const { row, found } = best;
  const missing = columns.filter(({ id, isRequired }) => isRequired && !found.some(({ column }) => column.id === id));
  if (missing.length > 0)
    return { issues: missing.map(({ id }) => issue("columns_missing", row.number, { column: id })) };
  const repeated = found.filter(({ column }, at) => found.findIndex((other) => other.column === column) !== at);
  if (repeated.length > 0) {
    return {
      issues: repeated.map(({ column, index }) => issue("column_repeated", row.number, { column: column.id, index })),
    };
  }
  const ignored = row.cells.flatMap(({ text }, index) =>
    text !== "" && !found.some((each) => each.index === index) ? [text] : [],
  );
  return { columns: found, row: row.number, ignored };
}

function columnsIn(row: RawRow, columns: readonly ImportColumn[]): readonly FoundColumn[] {
  return row.cells.flatMap(({ text }, index) => {
    const column = columns.find((each) => headingsOf(each).includes(plainHeading(text)));
    return column === undefined ? [] : [{ column, index }];
  });
}

function headingsOf({ id, title, aliases = [] }: ImportColumn): readonly string[] {
  return [id, title.zh, title.en, ...aliases].map(plainHeading);
}

/** A heading without spaces, a star for what is required, and a unit in brackets. */
function plainHeading(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s*:]/g, "")
    .replace(/\((?:元|yuan|CNY)\)$/i, "")
    .toLowerCase();
}

function readRow(row: RawRow, columns: readonly FoundColumn[]): { values: PaperRow; problems: readonly ImportIssue[] } {
  const values: [string, string][] = [];
  const problems: ImportIssue[] = [];
  for (const { column, index } of columns) {
    const cell = row.cells[index] ?? { kind: "empty", text: "" };
    const value = cellValue(cell, column);
    if (value.ok) values.push([column.id, value.text]);
    else problems.push(issue(value.problem, row.number, { column: column.id, index, value: cell.text }));
  }
  return { values: Object.fromEntries(values), problems };
}

function repeatedValues(
  body: readonly RawRow[],
  rows: readonly PaperRow[],
  columns: readonly FoundColumn[],
): readonly ImportIssue[] {
  return columns
    .filter(({ column }) => column.isUnique === true)
    .flatMap(({ column, index }) => {
      const seen = new Set<string>();
      return rows.flatMap((row, at) => {
        const value = row[column.id] ?? "";
        const isRepeated = value !== "" && seen.has(value);
        seen.add(value);
        return isRepeated ? [issue("value_repeated", body[at]?.number ?? 0, { column: column.id, index, value })] : [];
      });
    });
}

function refused(issues: readonly ImportIssue[], ignored: readonly string[] = []): ImportResult {
  return { rows: [], issues, ignored };
}

function issue(
  code: ImportProblem,
  row: number,
  { column = "", index, value = "" }: { column?: string; index?: number; value?: string } = {},
): ImportIssue {
  const letter = index === undefined ? "" : columnLetter(index);
  return { code, row, letter, column, value: [...value].slice(0, VALUE_LENGTH_MAX).join("") };
}

/** Letter of a column as spreadsheet programs write it: A for 0, AA for 26. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
