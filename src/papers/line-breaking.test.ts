import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { breakLines, unbreakablePieces } from "./line-breaking.ts";

/** Every character is one em wide. */
const measure = (text: string): number => [...text].length;

describe("breaking lines", () => {
  test("keeps marks with the character before them and brackets with the one after", () => {
    assert.deepEqual(unbreakablePieces("甲，乙（丙）。丁"), ["甲，", "乙", "（丙）。", "丁"]);
  });

  test("keeps figures, words and what hangs on them together", () => {
    assert.deepEqual(unbreakablePieces("编号许可-1定价 12,500.00\u00a0元，占 90%。see the case"), [
      "编",
      "号",
      "许",
      "可-1",
      "定",
      "价 ",
      "12,500.00\u00a0元，",
      "占 ",
      "90%。",
      "see ",
      "the ",
      "case",
    ]);
  });

  test("keeps a surrogate pair together", () => {
    assert.deepEqual(unbreakablePieces("𬭎𠀀"), ["𬭎", "𠀀"]);
  });

  test("cuts a word that is wider than a line", () => {
    const lines = breakLines("abcdefgh", measure, () => 3);
    assert.deepEqual(
      lines.map(({ text }) => text),
      ["abc", "def", "gh"],
    );
  });

  test("loses no character, keeps to the room and starts no line with a mark", (t) => {
    const characters = fc.constantFrom(..."甲乙丙，。（）“”、aZ09.% 龘𬭎");
    const texts = fc.array(characters, { maxLength: 60 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 30 }), (text, room) => {
        const lines = breakLines(text, measure, () => room);
        assert.equal(
          lines
            .map((line) => line.text)
            .join("")
            .replaceAll(" ", ""),
          text.replaceAll(" ", ""),
        );
        for (const line of lines) assert.ok(line.width <= room, line.text);
        const runsOfMarks = unbreakablePieces(text).some((piece) => measure(piece) > room);
        if (!runsOfMarks) for (const line of lines.slice(1)) assert.ok(!/^[，。）”、.%]/.test(line.text), line.text);
      }),
      randomSeed(t),
    );
  });
});
