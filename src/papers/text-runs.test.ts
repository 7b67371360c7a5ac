import assert from "node:assert/strict";
import { test } from "node:test";
import { lazyFonts } from "./fonts.ts";
import { textRuns, textWidth } from "./text-runs.ts";

const fonts = lazyFonts();

test("each character is in the first font that has it, in every style", () => {
  for (const style of ["body", "bold", "small"] as const) {
    const runs = textRuns("王龘𬭎㛃A", fonts, style);
    assert.equal(runs.map(({ text }) => text).join(""), "王龘𬭎㛃A");
    assert.ok(runs.length >= 3, "rare characters come from another font");
    for (const { text, face } of runs)
      for (const character of text) assert.ok(face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0), character);
  }
});

test("what no font has becomes its code point, and signs without a form of their own go", () => {
  const shown = (text: string) =>
    textRuns(text, fonts, "body")
      .map((run) => run.text)
      .join("");
  assert.equal(shown("𠀀"), "〔U+20000〕");
  assert.equal(shown("葛\u{e0100}\ufe00\u200b"), "葛");
  assert.equal(shown("1\u00a0元"), "1 元");
});

test("ideographs are one em wide and widths add up", () => {
  assert.equal(textWidth("一二三", fonts, "body"), 3);
  assert.equal(textWidth("王𬭎", fonts, "body"), 2);
  assert.ok(textWidth("12.50", fonts, "body") < 3);
});
