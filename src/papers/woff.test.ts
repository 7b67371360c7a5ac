import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { create } from "fontkit";
import { inflateWoff } from "./woff.ts";

const WOFF = createRequire(import.meta.url).resolve(
  "@fontsource/noto-serif-sc/files/noto-serif-sc-latin-400-normal.woff",
);

test("a WOFF file gives the font that it holds", () => {
  const woff = readFileSync(WOFF);
  const font = inflateWoff(woff);
  assert.equal(font.readUInt32BE(0), woff.readUInt32BE(4), "the kind of outlines");
  const [plain, packed] = [create(font), create(woff)];
  assert.equal(plain.unitsPerEm, packed.unitsPerEm);
  assert.equal(plain.layout("Sanlian").advanceWidth, packed.layout("Sanlian").advanceWidth);
});

test("what is no WOFF file, or a damaged one, is refused", () => {
  assert.throws(() => inflateWoff(Buffer.alloc(64)), /not a WOFF/);
  const damaged = Buffer.from(readFileSync(WOFF));
  damaged.fill(0, 1_000, 1_200);
  assert.throws(() => inflateWoff(damaged));
});
