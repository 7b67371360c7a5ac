import { stripVTControlCharacters } from "node:util";

/** Characters that take two cells of a terminal: Han, kana, Hangul, and full-width forms (Unicode UAX #11, W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Signs that may not begin a line. */
const CLOSING = /^[，。；：！？、）》」』”’…,.;:!?)\]]/u;

/** Cells of a terminal that a text takes; colours take none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of stripVTControlCharacters(text)) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/** Breaks a text into lines of at most `width` cells: between words, and between Chinese characters. */
export function wrapText(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

function wrapLine(text: string, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text)) {
    if (line !== "" && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line].join("\n");
}

/** The parts between which a line may break: words with the blanks before them, and single wide characters. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const piece of text.match(new RegExp(`\\s*${WIDE.source}|\\s*(?:(?!${WIDE.source})\\S)+|\\s+`, "gu")) ?? []) {
    if (CLOSING.test(piece) && pieces.length > 0) pieces.push(`${pieces.pop()}${piece}`);
    else pieces.push(piece);
  }
  return pieces;
}
