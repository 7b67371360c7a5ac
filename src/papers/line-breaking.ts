/** Where a line of Chinese with figures and Latin words may end (禁则): between ideographs, never before 。 or after （. */

const NOT_AT_START = "、，。．；：？！）》」』】〕〉”’…—～·％‰℃,.;:?!)]}%°-";
const NO_BREAK_SPACE = "\u00a0";
const NOT_AT_END = "（《「『【〔〈“‘￥¥([{$";
/** Ideographs, kana, full-width forms and Chinese marks stand alone; everything else keeps together with its neighbours. */
const STANDS_ALONE =
  /[\u2014\u201c\u201d\u2026\u2030\u2103\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u;

/** A piece of text that stays on one line. Spaces stand at the end of the piece before them. */
export function unbreakablePieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let isOpen = false;
  for (const character of text) {
    const last = pieces.at(-1);
    if (last !== undefined && (isOpen || staysWith(last, character))) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
    isOpen = NOT_AT_END.includes(character);
  }
  return pieces;
}

export interface Line {
  readonly text: string;
  /** In ems, without spaces at the end. */
  readonly width: number;
  /** Whether the paragraph goes on: only such lines are spread to the full width. */
  readonly isFull: boolean;
}

/**
 * Breaks a text into lines. A piece that is wider than a whole line is cut where it must be. Line feeds end lines.
 * @param measure width of a text in ems
 * @param room room of a line by its number, in ems
 */
export function breakLines(
  text: string,
  measure: (text: string) => number,
  room: (lineIndex: number) => number,
): readonly Line[] {
  const lines: Line[] = [];
  for (const paragraph of text.split("\n")) {
    // Widths add up piece by piece: kerning never reaches over the border of a piece.
    let current: readonly Part[] = [];
    const close = (isFull: boolean): void => {
      lines.push({ text: textOf(current), width: widthOf(current), isFull });
      current = [];
    };
    for (const piece of unbreakablePieces(paragraph)) {
      for (const part of fitting(piece, measure, room(lines.length))) {
        if (current.length > 0 && widthOf([...current, part]) > room(lines.length)) close(true);
        current = [...current, part];
      }
    }
    close(false);
  }
  return lines;
}

interface Part {
  readonly text: string;
  readonly width: number;
  /** Without spaces at the end. */
  readonly inkWidth: number;
}

function textOf(parts: readonly Part[]): string {
  return parts
    .map(({ text }) => text)
    .join("")
    .trimEnd();
}

function widthOf(parts: readonly Part[]): number {
  const last = parts.at(-1);
  return parts.slice(0, -1).reduce((sum, { width }) => sum + width, last?.inkWidth ?? 0);
}

function partOf(text: string, measure: (text: string) => number): Part {
  const ink = text.trimEnd();
  const width = measure(text);
  return { text, width, inkWidth: ink === text ? width : measure(ink) };
}

function staysWith(before: string, character: string): boolean {
  if (NOT_AT_START.includes(character) || character === NO_BREAK_SPACE || isSpace(character)) return true;
  const last = [...before].at(-1) ?? "";
  if (last === NO_BREAK_SPACE) return true;
  // A Latin word, a number or an id goes on until a space.
  return !isSpace(last) && !STANDS_ALONE.test(character) && !STANDS_ALONE.test(last);
}

function isSpace(character: string): boolean {
  return /\s/.test(character) && character !== NO_BREAK_SPACE;
}

/** The piece as it is where it fits a line, else cut into parts that do. */
function fitting(piece: string, measure: (text: string) => number, room: number): readonly Part[] {
  const whole = partOf(piece, measure);
  if (whole.inkWidth <= room) return [whole];
  const parts: Part[] = [];
  let text = "";
  for (const character of piece) {
    if (text !== "" && measure(text + character) > room) {
      parts.push(partOf(text, measure));
      text = "";
    }
    text += character;
  }
  return [...parts, partOf(text, measure)];
}
