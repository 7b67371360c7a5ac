import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf, wrapText } from "./text-width.ts";

test("counts two cells for a Chinese character and none for colours", () => {
  assert.equal(widthOf("三链 ok"), 7);
  assert.equal(widthOf("\u001b[1m三\u001b[22m"), 2);
});

test("breaks Chinese anywhere but before closing signs, and other text between words", () => {
  const text = "结果输出为一行 JSON，问题以 JSON 写到标准错误。";
  const lines = wrapText(text, 20).split("\n");
  assert.ok(lines.length > 1);
  for (const line of lines) {
    assert.ok(widthOf(line) <= 20, line);
    assert.doesNotMatch(line, /^[，。]/u);
  }
  assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
  assert.equal(wrapText("one two three", 8), "one two\nthree");
});

test("keeps line ends and words that are longer than a line", () => {
  assert.equal(wrapText("a\nb", 10), "a\nb");
  assert.equal(wrapText("abcdefghij kl", 5), "abcdefghij\nkl");
});
