import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";

const ADMINISTRATOR = "administrator";

test("a revoked role counts no more from the next transaction on", () => {
  const ledger = councilLedger();
  expectDone(ledger.run("council.grant-role", { personId: personId("bo"), role: ADMINISTRATOR }, { as: "ada" }));
  const revoke = { personId: personId("ada"), role: ADMINISTRATOR };
  assert.deepEqual(expectDone(ledger.run("council.revoke-role", revoke, { as: "bo" })), { roles: [] });
  expectRejected(
    ledger.run("council.revoke-role", { personId: personId("bo"), role: ADMINISTRATOR }, { as: "ada" }),
    "role_missing",
  );
});

test("the last administrator keeps the role; one without a key does not count as another", () => {
  const ledger = councilLedger();
  const resign = () =>
    ledger.run("council.revoke-role", { personId: personId("ada"), role: ADMINISTRATOR }, { as: "ada" });
  expectRejected(resign(), "last_administrator");

  const { memberId } = ledger.signer("ada") as { memberId: string };
  expectDone(ledger.run("council.add-person", { memberId, roles: [ADMINISTRATOR] }, { as: "ada" }));
  expectRejected(resign(), "last_administrator");

  expectDone(ledger.run("council.grant-role", { personId: personId("rui"), role: ADMINISTRATOR }, { as: "ada" }));
  expectDone(resign());
});

test("an unknown person and a role that is not held are refused", () => {
  const ledger = councilLedger();
  const revoke = (label: string) =>
    ledger.run("council.revoke-role", { personId: personId(label), role: "reader" }, { as: "ada" });
  expectRejected(revoke("nobody"), "person_not_found");
  expectRejected(revoke("bo"), "role_not_held");
});
