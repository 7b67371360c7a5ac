import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SKIP_REASONS } from "#kernel/leaf";
import { RUNTIME_REJECTIONS } from "#ledger/run-contract";
import { issueTexts } from "./issue-texts.ts";
import { DOOR_PROBLEMS, isProblemCode, PROBLEMS, REQUEST_PROBLEMS } from "./problem-catalogue.ts";
import { problemTextsEn } from "./problem-texts-en.ts";
import { problemTextsZh } from "./problem-texts-zh.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Text of all sources of a folder, without tests and the catalogue itself. */
function sourcesOf(folder: string): string {
  return readdirSync(ROOT + folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !/^problem-(catalogue|texts)/.test(name))
    .map((name) => readFileSync(`${ROOT}${folder}/${name}`, "utf8"))
    .join("\n");
}

/** Every text constant in double quotes that looks like a code, and every union member of a type. */
function quoted(source: string): ReadonlySet<string> {
  return new Set([...source.matchAll(/"([a-z][a-z0-9_]+)"/g)].map((match) => match[1] ?? ""));
}

test("every problem of a request is used by the API, and every code that it throws stands in the catalogue", () => {
  const source = sourcesOf("api");
  const used = quoted(source);
  const query = quoted(readFileSync(`${ROOT}ledger/service.ts`, "utf8"));
  const templates = quoted(readFileSync(`${ROOT}papers/fill-docx.ts`, "utf8"));
  for (const code of Object.keys(REQUEST_PROBLEMS))
    assert.ok(used.has(code) || query.has(code) || templates.has(code), `${code} is used nowhere`);
  const thrown = [...source.matchAll(/(?:new Problem\(|sendProblem\(request, reply, )"([a-z_]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  assert.ok(thrown.length > 20);
  for (const code of thrown) assert.ok(isProblemCode(code), `${code} does not stand in the catalogue`);
});

test("every refusal of the door and every reason to skip an entry stands in the catalogue, and nothing else does", () => {
  const used = new Set([...quoted(sourcesOf("ledger")), ...quoted(sourcesOf("kernel"))]);
  for (const code of Object.keys(DOOR_PROBLEMS)) assert.ok(used.has(code), `${code} is used nowhere`);
  for (const code of [...SKIP_REASONS, ...Object.keys(RUNTIME_REJECTIONS)]) assert.ok(isProblemCode(code), code);
});

test("every problem has a title and a detail in both languages, with the same facts", () => {
  const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  const all = { en: problemTextsEn, zh: problemTextsZh };
  for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]) {
    for (const texts of Object.values(all)) {
      assert.ok(texts[code].title.length > 3 && texts[code].detail.length > 5, code);
      assert.deepEqual(facts(texts[code].title), []);
    }
    assert.match(problemTextsZh[code].title, /[\u4e00-\u9fff]/, code);
    assert.doesNotMatch(problemTextsEn[code].title + problemTextsEn[code].detail, /[\u4e00-\u9fff]/, code);
    assert.deepEqual(facts(problemTextsEn[code].detail), facts(problemTextsZh[code].detail), code);
  }
  for (const language of ["en", "zh"] as const)
    assert.deepEqual(Object.keys(all[language]).sort(), Object.keys(PROBLEMS).sort());
});

test("every issue that a shape can find has a text in both languages, with the same facts", () => {
  const shapes = quoted(readFileSync(`${ROOT}kernel/shape.ts`, "utf8"));
  const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  assert.deepEqual(Object.keys(issueTexts.en), Object.keys(issueTexts.zh));
  for (const [code, text] of Object.entries(issueTexts.en)) {
    assert.ok(shapes.has(code), `no shape finds ${code}`);
    assert.deepEqual(facts(text), facts(issueTexts.zh[code as keyof typeof issueTexts.zh]), code);
  }
});
