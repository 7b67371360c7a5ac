import { CONTENT_WIDTH, PAGE, type PdfPage, type TextLook } from "./pdf-page.ts";
import type { ResolvedCell, ResolvedColumn } from "./resolve-paper.ts";

/** Tables and boxes of forms in PDF. A row is never split; a table that goes on repeats its headings. */

const CELL: TextLook = { style: "body", size: 10.5 };
const HEAD: TextLook = { style: "bold", size: 10.5 };
const LINE_STEP = 16;
const PADDING = { x: 5, y: 3 };
/** Room below a table. */
const GAP = 10;
const BASELINE = 0.74;
const LABEL_WIDTH = 92;
const INK = "#1d1b17";

type Element = ReturnType<PdfPage["element"]>;

interface Table {
  readonly columns: readonly ResolvedColumn[];
  readonly rows: readonly (readonly string[])[];
}

interface PlacedCell {
  readonly lines: readonly string[];
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

/** Draws a table with rules above, below and under its headings. Its last rows have `tail` points of room below them. */
export function drawTable(page: PdfPage, { columns, rows }: Table, tail = 0): void {
  const table = page.element("Table");
  const widths = columnWidths(page, columns, rows);
  const place = (texts: readonly string[], look: TextLook): readonly PlacedCell[] => {
    let x = PAGE.left;
    return texts.map((text, index) => {
      const width = widths[index] ?? 0;
      const lines = page.lines(text, look, width - 2 * PADDING.x).map((line) => line.text);
      const cell = { lines, x, width, align: columns[index]?.align ?? "left" };
      x += width;
      return cell;
    });
  };
  const headings = place(
    columns.map(({ title }) => title),
    HEAD,
  );
  page.y += 4;
  const drawHeadings = (): void => {
    rule(page, 1.1);
    drawRow(page, table, headings, "TH");
    rule(page, 0.6);
  };
  const placed = rows.map((row) => place(row, CELL));
  page.ensureRoom(rowHeight(headings) + rowHeight(placed[0] ?? []));
  drawHeadings();
  placed.forEach((cells, index) => {
    if (page.ensureRoom(keptHeight(placed.slice(index), tail))) drawHeadings();
    drawRow(page, table, cells, "TD");
  });
  rule(page, 1.1);
  page.y += GAP;
}

/** Draws the boxes of a form, each with its label. Its last row has `tail` points of room below it. */
export function drawForm(
  page: PdfPage,
  { rows }: { readonly rows: readonly (readonly ResolvedCell[])[] },
  tail = 0,
): void {
  const table = page.element("Table");
  page.y += 4;
  rows.forEach((row, rowIndex) => {
    const width = CONTENT_WIDTH / row.length;
    const cells = row.flatMap(({ label, text }, index): PlacedCell[] => {
      const x = PAGE.left + index * width;
      return [
        formCell(page, label, HEAD, x, LABEL_WIDTH),
        formCell(page, text, CELL, x + LABEL_WIDTH, width - LABEL_WIDTH),
      ];
    });
    const height = rowHeight(cells);
    page.ensureRoom(height + (rowIndex === rows.length - 1 ? GAP + tail : 0));
    page.artifact(() => {
      for (const { x, width: cellWidth } of cells) page.document.rect(x, page.y, cellWidth, height);
      page.document.lineWidth(0.6).stroke(INK);
    });
    drawRow(page, table, cells, "TD", true);
  });
  page.y += GAP;
}

function formCell(page: PdfPage, text: string, look: TextLook, x: number, width: number): PlacedCell {
  const lines = page.lines(text, look, width - 2 * PADDING.x).map((line) => line.text);
  return { lines, x, width, align: "left" };
}

function drawRow(page: PdfPage, table: Element, cells: readonly PlacedCell[], tag: "TH" | "TD", isForm = false): void {
  const row = page.element("TR", table);
  cells.forEach(({ lines, x, width, align }, cellIndex) => {
    const isLabel = isForm && cellIndex % 2 === 0;
    const cellTag = isLabel ? "TH" : tag;
    const look = cellTag === "TH" ? HEAD : CELL;
    const cell = page.element(cellTag, row);
    lines.forEach((line, index) => {
      const inner = align === "right" ? width - PADDING.x - page.width(line, look) : PADDING.x;
      const y = page.y + PADDING.y + (index + BASELINE) * LINE_STEP;
      page.drawn(cell, cellTag, () => page.line(line, look, x + inner, y));
    });
  });
  page.y += rowHeight(cells);
}

function rowHeight(cells: readonly PlacedCell[]): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * LINE_STEP + 2 * PADDING.y;
}

/** Room that the first of these rows needs: with the last two goes what follows the table. */
function keptHeight(rows: readonly (readonly PlacedCell[])[], tail: number): number {
  if (rows.length > 2) return rowHeight(rows[0] ?? []);
  return rows.reduce((sum, cells) => sum + rowHeight(cells), GAP + tail);
}

function rule(page: PdfPage, thickness: number): void {
  page.artifact(() => {
    page.document
      .moveTo(PAGE.left, page.y)
      .lineTo(PAGE.width - PAGE.right, page.y)
      .lineWidth(thickness)
      .stroke(INK);
  });
}

/** Widths by weight, but a column of figures is never narrower than its longest figure while others have room to give. */
function columnWidths(page: PdfPage, columns: readonly ResolvedColumn[], rows: Table["rows"]): readonly number[] {
  const needed = columns.map(({ align, title }, index) => {
    if (align === "left") return 0;
    const texts = rows.map((row) => page.width(row[index] ?? "", CELL));
    return Math.max(page.width(title, HEAD), ...texts) + 2 * PADDING.x;
  });
  const weightSum = columns.reduce((sum, { weight }) => sum + weight, 0);
  const wanted = columns.map(({ weight }) => (CONTENT_WIDTH * weight) / weightSum);
  const grown = wanted.map((width, index) => Math.max(width, needed[index] ?? 0));
  const excess = grown.reduce((sum, width) => sum + width, 0) - CONTENT_WIDTH;
  const spare = grown.map((width, index) => Math.max(0, width - Math.max(needed[index] ?? 0, 60)));
  const spareSum = spare.reduce((sum, width) => sum + width, 0);
  if (excess <= 0 || spareSum === 0) return grown.map((width) => (width * CONTENT_WIDTH) / (CONTENT_WIDTH + excess));
  return grown.map((width, index) => width - ((spare[index] ?? 0) / spareSum) * Math.min(excess, spareSum));
}
