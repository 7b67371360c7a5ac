import { create, toBuffer } from "qrcode";

/** QR codes (ISO/IEC 18004) with medium error correction, which survives a fold or a stamp on the paper. */

const LEVEL = "M";

/** The dark modules of a code by row and column, without its quiet zone. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const { modules } = create(text, { errorCorrectionLevel: LEVEL });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => modules.get(row, column) === 1),
  );
}

/** The code as a PNG picture of about `width` pixels, quiet zone included. */
export function qrPng(text: string, width: number): Promise<Buffer> {
  return toBuffer(text, { errorCorrectionLevel: LEVEL, type: "png", width, margin: 2 });
}
