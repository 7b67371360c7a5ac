import type { Face, Fonts, TextStyle } from "./fonts.ts";

/** Text cut into pieces of one font each, so that a rare character in a name is shown by whichever font has it. */

export interface Run {
  readonly text: string;
  readonly face: Face;
  /** In ems. */
  readonly width: number;
}

const NO_BREAK_SPACE = 0xa0;
const SPACE = 0x20;

/**
 * The runs of a text. A character that no font has is written as its code point, 〔U+2CB4E〕: what is on the ledger never
 * vanishes from a paper. Signs that choose between forms of the character before them have no glyph and are left out.
 */
export function textRuns(text: string, fonts: Fonts, style: TextStyle): readonly Run[] {
  const runs: { text: string; face: Face }[] = [];
  for (const character of text) {
    for (const { shown, face } of shownAs(character, fonts, style)) {
      const last = runs.at(-1);
      if (last?.face === face) last.text += shown;
      else runs.push({ text: shown, face });
    }
  }
  return runs.map((run) => ({ ...run, width: widthOf(run.text, run.face) }));
}

/** Width of a text in ems. */
export function textWidth(text: string, fonts: Fonts, style: TextStyle): number {
  return textRuns(text, fonts, style).reduce((sum, { width }) => sum + width, 0);
}

function shownAs(character: string, fonts: Fonts, style: TextStyle): readonly { shown: string; face: Face }[] {
  const codePoint = character.codePointAt(0) ?? SPACE;
  const wanted = codePoint === NO_BREAK_SPACE ? SPACE : codePoint;
  const face = fonts.faceFor(wanted, style);
  if (face !== undefined) return [{ shown: String.fromCodePoint(wanted), face }];
  if (isFormSelector(codePoint)) return [];
  const spelled = `〔U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}〕`;
  return [...spelled].flatMap((part) => {
    const partFace = fonts.faceFor(part.codePointAt(0) ?? SPACE, style);
    return partFace === undefined ? [] : [{ shown: part, face: partFace }];
  });
}

/** Variation selectors and joiners. */
function isFormSelector(codePoint: number): boolean {
  return (
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    (codePoint >= 0xe0100 && codePoint <= 0xe01ef) ||
    (codePoint >= 0x200b && codePoint <= 0x200d) ||
    codePoint === 0xfeff
  );
}

function widthOf(text: string, { font }: Face): number {
  return font.layout(text).advanceWidth / font.unitsPerEm;
}
