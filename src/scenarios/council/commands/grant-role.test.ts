import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";

test("a granted role counts from the next transaction on", () => {
  const ledger = councilLedger();
  const grant = { personId: personId("rui"), role: "administrator" };
  assert.deepEqual(expectDone(ledger.run("council.grant-role", grant, { as: "ada" })), {
    roles: ["administrator", "reader"],
  });
  expectDone(ledger.run("council.grant-role", { personId: personId("bo"), role: "reader" }, { as: "rui" }));
});

test("unknown people and roles, inactive people and roles held already are refused", () => {
  const ledger = councilLedger();
  const grant = (label: string, role: string) =>
    ledger.run("council.grant-role", { personId: personId(label), role }, { as: "ada" });
  expectRejected(grant("nobody", "reader"), "person_not_found");
  expectRejected(grant("bo", "emperor"), "role_unknown");
  expectRejected(grant("ops", "operator"), "role_held");
  expectDone(ledger.run("council.deactivate-person", { personId: personId("bo") }, { as: "ada" }));
  expectRejected(grant("bo", "reader"), "person_inactive");
});

test("nobody grants themselves a role", () => {
  const ledger = councilLedger();
  const grant = { personId: personId("bo"), role: "administrator" };
  expectRejected(ledger.run("council.grant-role", grant, { as: "bo" }), "role_missing");
});
