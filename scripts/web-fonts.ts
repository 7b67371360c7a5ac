import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

/**
 * Fonts of the web application. Pages use the system's Chinese fonts; shipped are only a serif for headings, cut down to
 * the characters of the interface's own texts, and the rare characters that system fonts lack, which a browser fetches
 * when a name has one. Cutting takes seconds, so what was cut is kept beside the packages.
 */

const KEPT = "node_modules/.cache/sanlian-fonts";
const SERIF = "node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff";
const WIDE = "node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf";

/** CJK Extension A, and the planes beyond the first. */
const RARE = [
  { range: "U+3400-4DBF", from: 0x3400, to: 0x4dbf },
  { range: "U+20000-323AF", from: 0x20000, to: 0x323af },
] as const;

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly source: string;
  readonly characters: string;
  readonly range?: string;
}

/** Cuts the fonts and gives the path of their style sheet, which names them relative to itself. */
export async function prepareWebFonts(): Promise<string> {
  mkdirSync(KEPT, { recursive: true });
  const rules = await Promise.all(faces().map(async (face) => ruleOf(face, await cut(face))));
  const path = join(process.cwd(), KEPT, "fonts.css");
  writeFileSync(path, rules.join(""));
  return path;
}

function faces(): readonly Face[] {
  const rare = RARE.map(({ range, from, to }) => ({
    family: "Sanlian Rare",
    weight: "400",
    source: WIDE,
    characters: Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join(""),
    range,
  }));
  return [{ family: "Sanlian Serif", weight: "500 700", source: SERIF, characters: interfaceCharacters() }, ...rare];
}

/** Every character of the interface's texts and of the scenarios', and printable ASCII. */
function interfaceCharacters(): string {
  const scenarios = readdirSync("src/scenarios").map((name) => join("src/scenarios", name, "text/zh.json"));
  const texts = ["src/web/text/zh.json", ...scenarios.filter(existsSync)].map((path) => readFileSync(path, "utf8"));
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
  return [...new Set([...printable, ...texts.join("").replaceAll("\n", "")])].sort().join("");
}

/** Name of the cut file, made anew only when the font or the characters have changed. */
async function cut({ source, characters }: Face): Promise<string> {
  const original = readFileSync(source);
  const name = `${createHash("sha256").update(original).update(characters).digest("hex").slice(0, 16)}.woff2`;
  const path = join(KEPT, name);
  if (!existsSync(path)) writeFileSync(path, await subsetFont(original, characters, { targetFormat: "woff2" }));
  return name;
}

function ruleOf({ family, weight, range }: Face, file: string): string {
  const only = range === undefined ? "" : `  unicode-range: ${range};\n`;
  return `@font-face {\n  font-family: "${family}";\n  font-weight: ${weight};\n  font-display: swap;\n  src: url("./${file}") format("woff2");\n${only}}\n`;
}
