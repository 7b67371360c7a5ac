import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Sqlite from "better-sqlite3";
import { checkAnswer, checkNoInternals, checkRefusal } from "./leaks.ts";

function textOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return assert.fail("nothing was thrown");
}

const PROBLEM = { type: "urn:x", title: "t", status: 404, detail: "d", code: "route_not_found", instance: "i" };
const answer = (problem: object, status = 404, type = "application/problem+json") => ({
  status,
  type,
  body: JSON.stringify({ ...PROBLEM, ...problem }),
});

test("finds what a program says to its operator", () => {
  const planted = [
    new Error("x").stack ?? "",
    textOf(() => readFileSync("missing")),
    textOf(() => JSON.parse("{")),
    textOf(() => new Sqlite(":memory:").prepare("x")),
    "SQLITE_FULL",
    `${{}}`,
    `id ${undefined} is unknown`,
    "failed in src/ledger/door.ts:12",
    "/tmp/sanlian-test/test.db",
  ];
  for (const text of planted) assert.throws(() => checkNoInternals(text), Error, text);
});

test("lets pass what is said to people, and what they said themselves", () => {
  checkNoInternals('{"detail":"There is no ledger of this name: see GET /api/v1/ledgers."}');
  checkNoInternals('{"path":"sqlite"}', '{"args":{"sqlite":1}}');
});

test("finds a recorded answer, an unknown code and further members", () => {
  assert.equal(checkRefusal('{"code":"not_json","status":"refused"}', ""), "not_json");
  for (const line of [
    '{"height":1,"id":"a","outcome":"done","position":1,"status":"recorded","time":1}',
    '{"code":"database_locked","status":"refused"}',
    '{"code":"not_json","stack":"x","status":"refused"}',
    '{"code":"not_json","id":"x","status":"refused"}',
    '{"code":"not_json","issues":[],"status":"refused"}',
  ]) {
    assert.throws(() => checkRefusal(line, ""), Error, line);
  }
});

test("finds answers that are no problem of the catalogue", () => {
  checkAnswer(answer({}), "");
  for (const planted of [
    answer({ code: "internal_error", status: 500 }, 500),
    answer({ code: "no_such_code" }),
    answer({ stack: "x" }),
    answer({ status: 400 }),
    answer({ status: 400 }, 400),
    answer({}, 404, "text/plain"),
    answer({}, 302),
  ]) {
    assert.throws(() => checkAnswer(planted, ""), Error, JSON.stringify(planted));
  }
});
