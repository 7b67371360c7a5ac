import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { create, type Font } from "fontkit";
import { inflateWoff } from "./woff.ts";

/** Fonts of PDF papers, all under the SIL Open Font License: Noto, in the parts that packages ship it in. */

/** How text looks: body, headings, and what stands outside of the text. */
export type TextStyle = "body" | "bold" | "small";

/** One font file. */
export interface Face {
  /** Names the font within a document. */
  readonly name: string;
  readonly font: Font;
}

/** Finds a face for each character. Files are read when the first character needs them, and then kept. */
export interface Fonts {
  /** The first face of a style that has the character; undefined when none has it. */
  faceFor(codePoint: number, style: TextStyle): Face | undefined;
}

interface FontFile {
  readonly name: string;
  readonly path: readonly [packageName: string, path: string];
}

/** The last of each has 30,000 characters of the extensions A and of the standard list 通用规范汉字表 beside the usual ones. */
const CHAINS: Readonly<Record<TextStyle, readonly FontFile[]>> = {
  body: [serif("chinese-simplified", 400), serif("latin", 400), rare("Regular")],
  bold: [serif("chinese-simplified", 700), serif("latin", 700), rare("Bold")],
  small: [sans("chinese-simplified"), sans("latin"), rare("Regular")],
};

/** Fonts that read their files on first use. */
export function lazyFonts(): Fonts {
  const faces = new Map<string, Face>();
  const faceOf = (file: FontFile): Face => {
    const known = faces.get(file.name);
    if (known !== undefined) return known;
    const face = { name: file.name, font: create(fontBytes(file)) };
    faces.set(file.name, face);
    return face;
  };
  return {
    faceFor(codePoint, style) {
      for (const file of CHAINS[style]) {
        const face = faceOf(file);
        if (face.font.hasGlyphForCodePoint(codePoint)) return face;
      }
      return undefined;
    },
  };
}

function fontBytes({ path: [packageName, path] }: FontFile): Buffer {
  // Not every package lets its font files be resolved, but each is found beside its entry.
  const entry = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  const bytes = readFirst(entry.map((folder) => join(folder, packageName, path)));
  return path.endsWith(".woff") ? inflateWoff(bytes) : bytes;
}

function readFirst(paths: readonly string[]): Buffer {
  for (const path of paths) {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  throw new Error(`the font ${paths.at(-1)} is not installed; run npm ci in ${dirname(import.meta.dirname ?? ".")}`);
}

function serif(part: string, weight: 400 | 700): FontFile {
  return notoFile("noto-serif-sc", part, weight);
}

function sans(part: string): FontFile {
  return notoFile("noto-sans-sc", part, 400);
}

function notoFile(family: string, part: string, weight: number): FontFile {
  const file = `${family}-${part}-${weight}-normal`;
  return { name: file, path: [`@fontsource/${family}`, `files/${file}.woff`] };
}

function rare(weight: "Regular" | "Bold"): FontFile {
  return { name: `noto-sans-hans-${weight}`, path: ["@embedpdf/fonts-sc", `fonts/NotoSansHans-${weight}.otf`] };
}
