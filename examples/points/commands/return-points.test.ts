import { strict as assert } from "node:assert";
import { test } from "node:test";
import { memberId, personId } from "../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../test/support/expect-answer.ts";
import { pointsLedger } from "../../../test/support/points-ledger.ts";
import { book } from "../accounts.ts";

function startedLedger() {
  const ledger = pointsLedger();
  const issued = ["ann", "ben"].map((label) =>
    expectDone(ledger.run("points.issue-points", { personId: personId(label), amount: "10" }, { as: "ivo" })),
  );
  const transfer = (as: string, to: string, amount: string) =>
    String(expectDone(ledger.run("points.transfer-points", { personId: personId(to), amount }, { as }))["postingId"]);
  const giveBack = (as: string, postingId: unknown) =>
    ledger.run("points.return-points", { postingId: String(postingId) }, { as });
  return { ledger, transfer, giveBack, issuedToAnn: issued[0]?.["postingId"] };
}

test("a return moves the whole transfer back and names it", () => {
  const { ledger, transfer, giveBack } = startedLedger();
  const transferred = transfer("ann", "ben", "4");
  const { postingId } = expectDone(giveBack("ben", transferred));
  const posting = ledger.rows(book.postings).find(({ id }) => id === postingId);
  assert.equal(posting?.["reference"], transferred);
  assert.equal(posting?.["amount"], "4");
  assert.deepEqual(new Set(ledger.rows(book.accounts).map(({ balance }) => balance)), new Set(["10", "-20"]));
});

test("only the recipient returns a transfer, and only once", () => {
  const { transfer, giveBack } = startedLedger();
  const transferred = transfer("ann", "ben", "4");
  for (const as of ["ann", "ivo", "cy"]) expectRejected(giveBack(as, transferred), "posting_of_other_person");
  expectDone(giveBack("ben", transferred));
  expectRejected(giveBack("ben", transferred), "posting_returned");
});

test("issues and returns cannot be returned, nor what does not exist or is spent", () => {
  const { ledger, transfer, giveBack, issuedToAnn } = startedLedger();
  assert.equal(expectRejected(giveBack("ann", issuedToAnn), "posting_not_transfer")["reason"], "issue");
  const returned = expectDone(giveBack("ben", transfer("ann", "ben", "4")))["postingId"];
  expectRejected(giveBack("ann", returned), "posting_not_transfer");
  expectRejected(giveBack("ann", `posting_${"0".repeat(32)}`), "posting_not_found");
  expectRejected(giveBack("ann", memberId("works")), "arguments_unfit");

  const transferred = transfer("ann", "ben", "4");
  transfer("ben", "ann", "14");
  expectRejected(giveBack("ben", transferred), "funds_insufficient");
  assert.deepEqual(ledger.faults, []);
});
