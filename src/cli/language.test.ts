import assert from "node:assert/strict";
import { test } from "node:test";
import { languageFrom } from "./language.ts";

test("takes the option before the environment, and that before the locale", () => {
  assert.equal(languageFrom(["start", "--lang", "en"], { SANLIAN_LANG: "zh", LANG: "zh_CN.UTF-8" }), "en");
  assert.equal(languageFrom(["--lang=zh"], { SANLIAN_LANG: "en" }), "zh");
  assert.equal(languageFrom([], { SANLIAN_LANG: "en", LANG: "zh_CN.UTF-8" }), "en");
  assert.equal(languageFrom([], { LANG: "en_GB.UTF-8" }), "en");
  assert.equal(languageFrom([], { LC_ALL: "zh_TW.UTF-8", LANG: "en_GB.UTF-8" }), "zh");
});

test("is Chinese where nothing names a language that it has", () => {
  assert.equal(languageFrom([], {}), "zh");
  assert.equal(languageFrom([], { LANG: "C.UTF-8" }), "zh");
  assert.equal(languageFrom(["call", "--", "--lang", "en"], {}), "zh");
});
