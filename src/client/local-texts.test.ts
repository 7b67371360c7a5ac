import assert from "node:assert/strict";
import { test } from "node:test";
import { LOCAL_CODES, localText } from "./local-texts.ts";

test("has both languages for every code, with the same facts", () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const code of LOCAL_CODES) {
    const zh = localText(code, "zh", {});
    const en = localText(code, "en", {});
    assert.match(zh.title + zh.detail, /\p{Script=Han}/u, code);
    assert.doesNotMatch(en.title + en.detail, /\p{Script=Han}/u, code);
    assert.deepEqual(placeholders(zh.detail), placeholders(en.detail), code);
  }
});

test("completes texts by facts", () => {
  const { detail, kind } = localText("command_not_offered", "en", { ledger: "bjtu", name: "a.b" });
  assert.equal(detail, 'The ledger bjtu has no command "a.b".');
  assert.equal(kind, "input");
});
