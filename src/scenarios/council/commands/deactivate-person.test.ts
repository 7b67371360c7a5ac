import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectNotRecorded, expectRejected } from "../../../../test/support/expect-answer.ts";

test("the keys of a deactivated person stop at once", () => {
  const ledger = councilLedger();
  const deactivate = () => ledger.run("council.deactivate-person", { personId: personId("ops") }, { as: "ada" });
  assert.notEqual(ledger.signer("ops"), undefined);
  expectDone(deactivate());
  assert.equal(ledger.signer("ops"), undefined);
  expectNotRecorded(ledger.run("council.revoke-key", { keyId: "0".repeat(64) }, { as: "ops" }), "revoked_key");
  expectRejected(deactivate(), "person_inactive");
});

test("an unknown person and the last administrator stay", () => {
  const ledger = councilLedger();
  const deactivate = (label: string) =>
    ledger.run("council.deactivate-person", { personId: personId(label) }, { as: "ada" });
  expectRejected(deactivate("nobody"), "person_not_found");
  expectRejected(deactivate("ada"), "last_administrator");
  expectDone(ledger.run("council.grant-role", { personId: personId("bo"), role: "administrator" }, { as: "ada" }));
  expectDone(deactivate("ada"));
});
