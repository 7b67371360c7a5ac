import PdfDocument from "pdfkit";
import type { Fonts, TextStyle } from "./fonts.ts";
import { breakLines, type Line, unbreakablePieces } from "./line-breaking.ts";
import { type Run, textRuns, textWidth } from "./text-runs.ts";

/** A4 in points, with the margins of official Chinese papers rounded. */
export const PAGE = { width: 595.28, height: 841.89, left: 79, right: 74, top: 64, bottom: 72 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** Font, size in points and colour of a text. */
export interface TextLook {
  readonly style: TextStyle;
  readonly size: number;
  readonly color?: string;
}

export interface PdfDetails {
  readonly title: string;
  readonly lang: string;
  readonly createdAt: Date;
}

type StructureElement = ReturnType<PDFKit.PDFDocument["struct"]>;

const INK = "#1d1b17";
/** Most that a gap between two pieces grows, in ems. Readers of a PDF take a wider one for a space. */
const SPREAD_MAX = 0.1;

/** A tagged PDF that is written from top to bottom. Positions are in points from the upper left corner of the page. */
export class PdfPage {
  readonly document: PDFKit.PDFDocument;
  /** Top of what comes next. */
  y: number = PAGE.top;
  readonly #fonts: Fonts;
  readonly #root: StructureElement;

  constructor(fonts: Fonts, { title, lang, createdAt }: PdfDetails) {
    this.#fonts = fonts;
    this.document = new PdfDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      bufferPages: true,
      pdfVersion: "1.7",
      tagged: true,
      lang,
      displayTitle: true,
      info: { Title: title, Creator: "Sanlian", Producer: "Sanlian", CreationDate: createdAt, ModDate: createdAt },
    });
    this.#root = this.document.struct("Document");
    this.document.addStructure(this.#root);
  }

  /** Starts a new page unless so much room is left. Says whether it did. */
  ensureRoom(height: number): boolean {
    if (this.y + height <= PAGE.height - PAGE.bottom) return false;
    this.document.addPage();
    this.y = PAGE.top;
    return true;
  }

  /** A structure element (ISO 32000-1 14.7) below another, or below the document. */
  element(tag: string, parent?: StructureElement, options: { readonly alt?: string } = {}): StructureElement {
    const element = this.document.struct(tag, options);
    (parent ?? this.#root).add(element);
    return element;
  }

  /** Draws something as content of an element. */
  drawn(element: StructureElement, tag: string, draw: () => void): void {
    const content = this.document.markStructureContent(tag);
    draw();
    this.document.endMarkedContent();
    element.add(content);
  }

  /** Draws something that is no content, such as rules and what repeats on every page. */
  artifact(draw: () => void): void {
    this.document.markContent("Artifact", { type: "Layout" });
    draw();
    this.document.endMarkedContent();
  }

  /** Lines of a text in so much width; the first may be indented, in points. */
  lines(text: string, look: TextLook, width: number, indent = 0): readonly Line[] {
    const { size, style } = look;
    const measure = (part: string): number => textWidth(part, this.#fonts, style);
    return breakLines(text, measure, (index) => (width - (index === 0 ? indent : 0)) / size);
  }

  /** Width of a text in points. */
  width(text: string, { style, size }: TextLook): number {
    return textWidth(text, this.#fonts, style) * size;
  }

  /** Draws one line with its baseline at `y`. With `spreadTo` it is spread to that width where it is nearly that wide. */
  line(text: string, look: TextLook, x: number, y: number, spreadTo?: number): void {
    const { size } = look;
    const pieces = unbreakablePieces(text);
    const width = this.width(text, look);
    const gap = spreadTo === undefined || pieces.length < 2 ? 0 : (spreadTo - width) / (pieces.length - 1);
    if (gap <= 0 || gap > SPREAD_MAX * size) {
      this.#runs(text, look, x, y);
      return;
    }
    let at = x;
    for (const piece of pieces) at += this.#runs(piece, look, at, y) + gap;
  }

  #runs(text: string, look: TextLook, x: number, y: number): number {
    let at = x;
    for (const run of textRuns(text, this.#fonts, look.style)) {
      this.#run(run, look, at, y);
      at += run.width * look.size;
    }
    return at - x;
  }

  #run({ text, face }: Run, { size, color }: TextLook, x: number, y: number): void {
    // pdfkit takes an opened font as well as its bytes, which its declarations do not say; opening one takes long.
    const source = face.font as unknown as Uint8Array;
    this.document.font(source, face.name, size).fillColor(color ?? INK);
    this.document.text(text, x, y, { lineBreak: false, baseline: "alphabetic" });
  }

  /** The file. */
  finish(): Promise<Buffer> {
    this.#root.end();
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.document.on("data", (chunk: Buffer) => chunks.push(chunk));
      this.document.on("end", () => resolve(Buffer.concat(chunks)));
      this.document.on("error", reject);
      this.document.end();
    });
  }
}
