import { strict as assert } from "node:assert";
import { test } from "node:test";
import { personId } from "../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../test/support/expect-answer.ts";
import { pointsLedger } from "../../../test/support/points-ledger.ts";
import { book, walletId } from "../accounts.ts";

function startedLedger() {
  const ledger = pointsLedger();
  for (const label of ["ann", "ben"]) {
    expectDone(ledger.run("points.issue-points", { personId: personId(label), amount: "10" }, { as: "ivo" }));
  }
  const transfer = (as: string, to: string, amount: string) =>
    ledger.run("points.transfer-points", { personId: personId(to), amount }, { as });
  return { ledger, transfer };
}

test("points move from the signer to the person named", () => {
  const { ledger, transfer } = startedLedger();
  expectDone(transfer("ann", "ben", "4"));
  const balances = new Map(ledger.rows(book.accounts).map(({ id, balance }) => [id, balance]));
  assert.equal(balances.get(walletId(personId("ann"))), "6");
  assert.equal(balances.get(walletId(personId("ben"))), "14");
});

test("everything can be given, and then nothing more", () => {
  const { transfer } = startedLedger();
  expectDone(transfer("ann", "ben", "10"));
  assert.equal(expectRejected(transfer("ann", "ben", "1"), "funds_insufficient")["available"], "0");
});

test("transfers to oneself, to people without an account and by them, and of nothing are refused", () => {
  const { transfer } = startedLedger();
  expectRejected(transfer("ann", "ann", "1"), "recipient_is_self");
  const unknown = expectRejected(transfer("ann", "cy", "1"), "account_not_found");
  assert.equal(unknown["account"], walletId(personId("cy")));
  expectRejected(transfer("cy", "ann", "1"), "account_not_found");
  for (const amount of ["0", "-1"]) expectRejected(transfer("ann", "ben", amount), "arguments_unfit");
});

test("a refused transfer leaves nothing behind", () => {
  const { ledger, transfer } = startedLedger();
  const before = [ledger.rows(book.accounts), ledger.rows(book.postings)];
  expectRejected(transfer("ann", "ben", "11"), "funds_insufficient");
  assert.deepEqual([ledger.rows(book.accounts), ledger.rows(book.postings)], before);
});
