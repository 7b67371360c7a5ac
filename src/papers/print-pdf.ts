import type { Fonts } from "./fonts.ts";
import { finishPages } from "./pdf-frame.ts";
import { CONTENT_WIDTH, PAGE, PdfPage, type TextLook } from "./pdf-page.ts";
import { drawForm, drawTable } from "./pdf-table.ts";
import { qrModules } from "./qr-code.ts";
import type { ResolvedBlock, ResolvedPaper } from "./resolve-paper.ts";

/** Papers as PDF: A4, tagged, text that can be selected and searched. */

const BODY: TextLook = { style: "body", size: 12 };
const LEAD: TextLook = { style: "bold", size: 12 };
const TITLE: TextLook = { style: "bold", size: 18 };
const NUMBER: TextLook = { style: "body", size: 12 };
const SMALL: TextLook = { style: "small", size: 9, color: "#57524a" };
const BODY_STEP = 21;
const TITLE_STEP = 28;
const SIGNATURE_STEP = 20;
const SIGNATURE_GAP = 18;
const QR_SIZE = 72;
/** Distance of a baseline from the top of its line, as a share of the line's height. */
const BASELINE = 0.72;

/** Prints a paper. `printedAt` goes into the file's properties; the same paper at the same time gives the same bytes. */
export function printPdf(paper: ResolvedPaper, fonts: Fonts, printedAt: Date): Promise<Buffer> {
  const title = paper.title.replaceAll("\n", "");
  const lang = paper.lang === "zh" ? "zh-CN" : "en";
  const page = new PdfPage(fonts, { title, lang, createdAt: printedAt });
  drawHead(page, paper);
  // The signature never stands alone on a page: the end of what is signed goes with it.
  const tail = signatureHeight(paper) + SIGNATURE_GAP;
  paper.blocks.forEach((block, index) => {
    drawBlock(page, block, paper, index === paper.blocks.length - 1 ? tail : 0);
  });
  drawSignature(page, paper);
  finishPages(page, paper);
  return page.finish();
}

function drawHead(page: PdfPage, paper: ResolvedPaper): void {
  const heading = page.element("H1");
  for (const line of balancedLines(page, paper.title)) {
    page.drawn(heading, "H1", () => centred(page, line, TITLE, page.y + TITLE_STEP * BASELINE));
    page.y += TITLE_STEP;
  }
  page.y += 2;
  if (paper.number !== "") {
    page.drawn(page.element("P"), "P", () => centred(page, paper.number, NUMBER, page.y + SIGNATURE_STEP * BASELINE));
    page.y += SIGNATURE_STEP;
  }
  page.y += 6;
  page.artifact(() => {
    page.document
      .moveTo(PAGE.left, page.y)
      .lineTo(PAGE.width - PAGE.right, page.y)
      .lineWidth(1.1)
      .stroke("#1d1b17");
  });
  page.y += 10;
}

/** Lines of a title of about the same length: a last line of two characters looks like a mistake. */
function balancedLines(page: PdfPage, title: string): readonly string[] {
  const widest = CONTENT_WIDTH - 24;
  let best = page.lines(title, TITLE, widest);
  for (let width = widest - TITLE.size; width > widest / 2; width -= TITLE.size) {
    const lines = page.lines(title, TITLE, width);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best.map(({ text }) => text);
}

/** Draws a block whose end has `tail` points of room below it. */
function drawBlock(page: PdfPage, block: ResolvedBlock, paper: ResolvedPaper, tail: number): void {
  if (block.kind === "table") drawTable(page, block, tail);
  else if (block.kind === "form") drawForm(page, block, tail);
  else drawParagraph(page, block, paper, tail);
}

/** A paragraph: first line indented by two characters in Chinese, its lead in bold. */
function drawParagraph(
  page: PdfPage,
  { lead, text }: { readonly lead: string; readonly text: string },
  { lang }: ResolvedPaper,
  tail: number,
): void {
  const indent = lang === "zh" ? 2 * BODY.size : 0;
  const leadWidth = lead === "" ? 0 : page.width(lead, LEAD);
  const element = page.element("P");
  // A lead that takes most of a line stands alone, so that the text after it does not start in a corner.
  const isRunIn = indent + leadWidth < CONTENT_WIDTH * 0.75;
  const start = isRunIn ? indent + leadWidth : indent;
  const lines = page.lines(text, BODY, CONTENT_WIDTH, start);
  page.ensureRoom(BODY_STEP * Math.min(2, lines.length + (isRunIn ? 0 : 1)));
  if (!isRunIn) {
    for (const line of page.lines(lead, LEAD, CONTENT_WIDTH, indent)) drawLine(page, element, line.text, LEAD, indent);
  }
  lines.forEach((line, index) => {
    const left = lines.length - index;
    page.ensureRoom(left <= 2 ? left * BODY_STEP + tail : BODY_STEP);
    const x = index === 0 ? start : 0;
    const y = page.y + BODY_STEP * BASELINE;
    page.drawn(element, "P", () => {
      if (index === 0 && isRunIn && lead !== "") page.line(lead, LEAD, PAGE.left + indent, y);
      const spreadTo = lang === "zh" && line.isFull ? CONTENT_WIDTH - x : undefined;
      page.line(line.text, BODY, PAGE.left + x, y, spreadTo);
    });
    page.y += BODY_STEP;
  });
  if (lang === "en") page.y += 6;
}

function drawLine(
  page: PdfPage,
  element: ReturnType<PdfPage["element"]>,
  text: string,
  look: TextLook,
  indent: number,
): void {
  page.ensureRoom(BODY_STEP);
  page.drawn(element, "P", () => page.line(text, look, PAGE.left + indent, page.y + BODY_STEP * BASELINE));
  page.y += BODY_STEP;
}

function signatureHeight({ signature }: ResolvedPaper): number {
  return Math.max(QR_SIZE, signature.length * SIGNATURE_STEP);
}

/** Who issues the paper on the right, over the place of the seal; the code for checking it on the left. */
function drawSignature(page: PdfPage, paper: ResolvedPaper): void {
  const height = signatureHeight(paper);
  page.ensureRoom(height + SIGNATURE_GAP);
  page.y += SIGNATURE_GAP;
  const widest = Math.max(120, ...paper.signature.map((line) => page.width(line, BODY)));
  const left = PAGE.width - PAGE.right - widest - 6;
  drawCode(page, paper, left - 16);
  const element = page.element("P");
  paper.signature.forEach((line, index) => {
    const y = page.y + height - (paper.signature.length - index) * SIGNATURE_STEP + SIGNATURE_STEP * BASELINE;
    page.drawn(element, "P", () => page.line(line, BODY, left + (widest - page.width(line, BODY)) / 2, y));
  });
  page.y += height;
}

function drawCode(page: PdfPage, { words, verifyUrl, transactionId }: ResolvedPaper, right: number): void {
  const modules = qrModules(verifyUrl);
  const step = QR_SIZE / modules.length;
  const top = page.y;
  page.drawn(page.element("Figure", undefined, { alt: words.verifyAlt }), "Figure", () => {
    modules.forEach((row, rowIndex) => {
      row.forEach((isDark, columnIndex) => {
        if (isDark) page.document.rect(PAGE.left + columnIndex * step, top + rowIndex * step, step, step);
      });
    });
    page.document.fill("#000000");
  });
  const x = PAGE.left + QR_SIZE + 10;
  const element = page.element("P");
  const caption = [words.verify, words.verifyDetail, transactionId].join("\n");
  page.lines(caption, SMALL, right - x).forEach(({ text }, index) => {
    page.drawn(element, "P", () => page.line(text, SMALL, x, top + 10 + index * 13));
  });
}

function centred(page: PdfPage, text: string, look: TextLook, y: number): void {
  page.line(text, look, PAGE.left + (CONTENT_WIDTH - page.width(text, look)) / 2, y);
}
