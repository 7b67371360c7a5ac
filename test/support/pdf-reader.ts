import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import PdfDocument from "pdfkit";

/** Reads PDFs as a viewer does: their text, and how a page looks. */

export interface PdfPicture {
  /** Four bytes a pixel. */
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly png: Buffer;
}

const PACKAGE = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** The text of each page, lines joined as they stand. */
export async function pdfTexts(bytes: Buffer): Promise<readonly string[]> {
  const pdf = await open(bytes);
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  await pdf.destroy();
  return texts;
}

/** Tags of the structure of a page, in reading order. */
export async function pdfTags(bytes: Buffer, number = 1): Promise<readonly string[]> {
  const pdf = await open(bytes);
  const tree = (await (await pdf.getPage(number)).getStructTree()) as StructureNode | null;
  await pdf.destroy();
  const tagsOf = ({ role, children = [] }: StructureNode): string[] => [
    ...(role === undefined ? [] : [role]),
    ...children.flatMap(tagsOf),
  ];
  return tree === null ? [] : tagsOf(tree);
}

/** How a page looks, `scale` times 72 dots an inch. */
export async function pdfPicture(bytes: Buffer, number = 1, scale = 2): Promise<PdfPicture> {
  const pdf = await open(bytes);
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale });
  const factory = pdf.canvasFactory as CanvasFactory;
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  const { width, height } = canvas;
  const pixels = context.getImageData(0, 0, width, height).data;
  const png = canvas.toBuffer("image/png");
  await pdf.destroy();
  return { pixels, width, height, png };
}

interface StructureNode {
  readonly role?: string;
  readonly children?: readonly StructureNode[];
}

/** The part of the canvas of pdfjs on Node.js that is used here. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): {
    readonly canvas: { readonly width: number; readonly height: number; toBuffer(type: "image/png"): Buffer };
    readonly context: {
      getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
    };
  };
}

function open(bytes: Buffer) {
  return getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${pathToFileURL(join(PACKAGE, "cmaps")).href}/`,
    standardFontDataUrl: `${join(PACKAGE, "standard_fonts")}/`,
  }).promise;
}

/** How a PNG picture looks, by way of a page with nothing else on it. */
export async function pngPicture(png: Buffer): Promise<PdfPicture> {
  const document = new PdfDocument({ size: [300, 300], margin: 0 });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(document, "end");
  document.image(png, 20, 20, { width: 260 });
  document.end();
  await ended;
  return pdfPicture(Buffer.concat(chunks), 1, 3);
}
