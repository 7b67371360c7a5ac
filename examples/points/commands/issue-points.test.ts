import { strict as assert } from "node:assert";
import { test } from "node:test";
import { personId } from "../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../test/support/expect-answer.ts";
import { pointsLedger } from "../../../test/support/points-ledger.ts";
import { book } from "../accounts.ts";

test("the first points open the account of a person, further ones add to it", () => {
  const ledger = pointsLedger();
  for (const amount of ["5", "7"]) {
    expectDone(ledger.run("points.issue-points", { personId: personId("ann"), amount }, { as: "ivo" }));
  }
  const accounts = ledger.rows(book.accounts).map(({ ownerId, balance }) => [ownerId, balance]);
  assert.deepEqual(accounts, [
    ["issuer", "-12"],
    [personId("ann"), "12"],
  ]);
});

test("nobody but the issuer issues points, and neither none nor a billion and one", () => {
  const ledger = pointsLedger();
  const issue = (as: string, amount: string) =>
    ledger.run("points.issue-points", { personId: personId("ann"), amount }, { as });
  expectRejected(issue("ada", "5"), "role_missing");
  for (const amount of ["0", "-1", "1000000001"]) expectRejected(issue("ivo", amount), "arguments_unfit");
  expectDone(issue("ivo", "1000000000"));
});
