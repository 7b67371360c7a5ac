import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "#ledger/service";
import { doneOf, type TransactionAnswer } from "./answers.ts";
import { ClientProblem } from "./client-problem.ts";

const PLACE = { id: "1f", position: 4, height: 2, time: 9 };

/** What the ledger answers is what the client reads: the compiler compares the two. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  done: { status: "recorded", ...PLACE, outcome: "done", result: { count: "3" }, duplicate: true },
  rejected: {
    status: "recorded",
    ...PLACE,
    outcome: "rejected",
    result: { rejected: "counter_full", facts: { most: 3 } },
  },
  fault: { status: "recorded", ...PLACE, outcome: "fault" },
  skipped: { status: "skipped", id: "1f", code: "expired" },
  refused: { status: "refused", code: "arguments_unfit", issues: [{ path: "x" }] },
  stranger: { status: "refused", id: "1f", code: "unknown_key" },
};

function problemOf(answer: TransactionAnswer | undefined): ClientProblem {
  assert.ok(answer !== undefined);
  try {
    doneOf(answer);
  } catch (error) {
    assert.ok(error instanceof ClientProblem);
    return error;
  }
  return assert.fail("no problem arose");
}

test("gives what was done and where it is recorded", () => {
  assert.deepEqual(doneOf(ANSWERS["done"] as TransactionAnswer), { ...PLACE, result: { count: "3" }, duplicate: true });
});

test("throws everything else by its kind", () => {
  const kinds = ["rejected", "fault", "skipped", "refused", "stranger"].map((name) => {
    const { code, kind, position } = problemOf(ANSWERS[name]);
    return [code, kind, position];
  });
  assert.deepEqual(kinds, [
    ["counter_full", "rejection", 4],
    ["contract_fault", "bug", 4],
    ["expired", "unavailable", undefined],
    ["arguments_unfit", "input", undefined],
    ["unknown_key", "not_allowed", undefined],
  ]);
  assert.deepEqual(problemOf(ANSWERS["rejected"]).parts.facts, { most: 3 });
  assert.deepEqual(problemOf(ANSWERS["refused"]).issues, [{ path: "x" }]);
});
