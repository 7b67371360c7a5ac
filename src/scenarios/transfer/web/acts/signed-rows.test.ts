import assert from "node:assert/strict";
import { test } from "node:test";
import type { Known } from "./known.ts";
import { signedRows } from "./signed-rows.ts";

const known = {
  planned: { plan: { award: { amount: "1000" } }, lines: [] },
  statement: { payees: [] },
  batch: { lines: [{ planId: "plan", payeeId: "a", net: "90" }] },
  payable: [{ planId: "plan", payeeId: "a", gross: "100", withholding: { tax: "10" }, contractNumber: "C-1" }],
} as unknown as Known;

test("a split is signed with the percentage and the amount of each", () => {
  const shares = [
    { personId: "a", weight: 7500 },
    { personId: "b", weight: 2500 },
  ];
  assert.deepEqual(signedRows("decide-team-split", known, { shares }), [
    { personId: "a", note: { words: "75 %" }, fen: 750n },
    { personId: "b", note: { words: "25 %" }, fen: 250n },
  ]);
});

test("weights that are no percentages are shown as parts of their sum", () => {
  const shares = [
    { personId: "a", weight: 2 },
    { personId: "b", weight: 1 },
  ];
  assert.deepEqual(signedRows("decide-team-split", known, { shares })?.[0]?.note, { words: "2 / 3" });
});

test("lists for the bank and its answers are signed with what each gets after tax", () => {
  const line = { planId: "plan", personId: "a" };
  assert.deepEqual(signedRows("create-payment-batch", known, { lines: [line] }), [
    { personId: "a", note: { words: "C-1" }, fen: 90n },
  ]);
  const returned = { ...line, result: "returned", reason: "no such account" };
  assert.deepEqual(signedRows("record-bank-result", known, { results: [returned] }), [
    { personId: "a", note: { words: "no such account" }, fen: 90n },
  ]);
});

test("a register of shares is signed holder by holder with the contributed value of each", () => {
  const lines = [
    { payeeId: "a", amount: "700" },
    { payeeId: "member", amount: "300" },
  ];
  const register = { ...known, planned: { lines } } as unknown as Known;
  const note = undefined;
  for (const act of ["register-shares", "reverse-share-registration"]) {
    assert.deepEqual(signedRows(act, register, { payeeIds: ["member", "a"] }), [
      { personId: "member", note, fen: 300n },
      { personId: "a", note, fen: 700n },
    ]);
  }
});

test("an act on one thing has no rows", () => {
  assert.equal(signedRows("approve-plan", known, {}), undefined);
});
