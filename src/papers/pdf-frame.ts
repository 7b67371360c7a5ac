import { fillText } from "#kernel/fill-text";
import { PAGE, type PdfPage, type TextLook } from "./pdf-page.ts";
import type { ResolvedPaper } from "./resolve-paper.ts";

/** What stands on every page: the footer, and the band of a demonstration. */

const FOOT: TextLook = { style: "small", size: 9, color: "#57524a" };
const BAND: TextLook = { style: "small", size: 9, color: "#57524a" };
const BAND_HEIGHT = 20;
const HATCH_STEP = 5;

/** Draws the frames of all pages, when their number is known. */
export function finishPages(page: PdfPage, paper: ResolvedPaper): void {
  const { start, count } = page.document.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    page.document.switchToPage(start + index);
    page.artifact(() => {
      drawFooter(page, paper.footer, fillText(paper.words.page, { page: index + 1, count }));
      if (paper.band !== "") drawBand(page, paper.band);
    });
  }
}

function drawFooter(page: PdfPage, left: string, right: string): void {
  const y = PAGE.height - 46;
  page.document
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.width - PAGE.right, y)
    .lineWidth(0.6)
    .stroke("#b8ae9c");
  page.line(left, FOOT, PAGE.left, y + 15);
  page.line(right, FOOT, PAGE.width - PAGE.right - page.width(right, FOOT), y + 15);
}

function drawBand(page: PdfPage, text: string): void {
  const { document } = page;
  document.save().rect(0, 0, PAGE.width, BAND_HEIGHT).clip();
  for (let x = -BAND_HEIGHT; x < PAGE.width; x += HATCH_STEP)
    document.moveTo(x, BAND_HEIGHT).lineTo(x + BAND_HEIGHT, 0);
  document.lineWidth(0.6).stroke("#cfc8ba").restore();
  const width = page.width(text, BAND);
  const x = (PAGE.width - width) / 2;
  document.rect(x - 8, 3, width + 16, BAND_HEIGHT - 6).fill("#ffffff");
  page.line(text, BAND, x, 13.5);
}
