import assert from "node:assert/strict";
import { test } from "node:test";
import { CLI_PROBLEM_CODES } from "./cli-problem.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { textsOf } from "./texts.ts";

/** Texts by dotted path. */
function flat(value: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([name, child]) => flat(child, `${path}.${name}`));
}

const zh = new Map(flat(textsOf("zh")));
const en = new Map(flat(textsOf("en")));

test("has every text in both languages", () => {
  assert.deepEqual([...zh.keys()].sort(), [...en.keys()].sort());
  for (const [path, text] of [...zh, ...en]) assert.ok(text.trim() !== "", path);
});

test("fills the same facts in both languages", () => {
  const placeholders = (text = "") => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const [path, text] of en) assert.deepEqual(placeholders(zh.get(path)), placeholders(text), path);
});

test("keeps the languages apart", () => {
  const names = /三链|北京交通大学|中文名|[“”]/gu;
  for (const [path, text] of en) assert.doesNotMatch(text.replace(names, ""), /\p{Script=Han}/u, path);
  const sentences = [...zh].filter(([path]) => /^\.(problems|options|exitCodes|start\.|verify\.held)/.test(path));
  for (const [path, text] of sentences)
    if (/\s/.test(text)) assert.match(text, /\p{Script=Han}|\{url\}|\{program\}|sanlian /u, path);
});

test("has a text for every problem and every exit code, and none for others", () => {
  const { problems, exitCodes } = textsOf("en");
  assert.deepEqual(Object.keys(problems).sort(), [...CLI_PROBLEM_CODES].sort());
  assert.deepEqual(Object.keys(exitCodes).sort(), Object.keys(EXIT_CODES).sort());
});
