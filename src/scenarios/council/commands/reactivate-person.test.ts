import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, memberId, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";

test("a person comes back with roles and keys", () => {
  const ledger = councilLedger();
  const before = ledger.signer("ops");
  const reactivate = () => ledger.run("council.reactivate-person", { personId: personId("ops") }, { as: "ada" });
  expectRejected(reactivate(), "person_active");
  expectDone(ledger.run("council.deactivate-person", { personId: personId("ops") }, { as: "ada" }));
  expectDone(reactivate());
  assert.deepEqual(ledger.signer("ops"), before);
});

test("nobody comes back to a member that left, and an unknown person does not exist", () => {
  const ledger = councilLedger();
  for (const label of ["bo", "ops"]) {
    expectDone(ledger.run("council.deactivate-person", { personId: personId(label) }, { as: "ada" }));
  }
  expectDone(ledger.run("council.remove-member", { memberId: memberId("works") }, { as: "ada" }));
  const reactivate = (label: string) =>
    ledger.run("council.reactivate-person", { personId: personId(label) }, { as: "ada" });
  expectRejected(reactivate("ops"), "member_not_seated");
  expectRejected(reactivate("nobody"), "person_not_found");
});
