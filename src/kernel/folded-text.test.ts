import assert from "node:assert/strict";
import { test } from "node:test";
import { foldedText } from "./folded-text.ts";

test("width, case and blanks make no difference to a search", () => {
  assert.equal(foldedText("  ＢＪＴＵ－２０２６　催化 剂\n"), "bjtu-2026 催化 剂");
});
