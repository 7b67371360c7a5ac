import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, keyId, newKey, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectNotRecorded, expectRejected } from "../../../../test/support/expect-answer.ts";
import { keys } from "../tables.ts";

function enrol(ledger: ContractHarness, person: string, label: string): void {
  const args = { personId: personId(person), ...newKey(ledger, personId(person), label) };
  expectDone(ledger.run("council.enrol-key", args, { as: "ada" }));
}

test("a revoked key signs no more and its row stays", () => {
  const ledger = councilLedger();
  enrol(ledger, "bo", "bo phone");
  expectDone(ledger.run("council.revoke-key", { keyId: keyId("bo phone") }, { as: "bo" }));
  const row = ledger.rows(keys).find((key) => key["keyId"] === keyId("bo phone"));
  assert.equal(row?.["revokedAt"], ledger.time);
  expectNotRecorded(ledger.run("council.revoke-key", { keyId: keyId("bo") }, { as: "bo phone" }), "revoked_key");
});

test("an administrator takes the last key of someone else, who can then be given a new one", () => {
  const ledger = councilLedger();
  expectDone(ledger.run("council.revoke-key", { keyId: keyId("bo") }, { as: "ada" }));
  enrol(ledger, "bo", "bo phone");
  assert.equal(ledger.signer("bo phone")?.personId, personId("bo"));
});

test("unknown, foreign and revoked keys are refused", () => {
  const ledger = councilLedger();
  const revoke = (label: string, as: string) => ledger.run("council.revoke-key", { keyId: keyId(label) }, { as });
  expectRejected(revoke("nowhere", "bo"), "key_not_found");
  expectRejected(revoke("ops", "bo"), "key_of_other_person");
  expectDone(revoke("ops", "ada"));
  expectRejected(revoke("ops", "ada"), "key_revoked");
});

test("nobody takes the own last key, and nobody the last key of the last administrator", () => {
  const ledger = councilLedger();
  const revokeOwn = (label: string) => ledger.run("council.revoke-key", { keyId: keyId(label) }, { as: label });
  expectRejected(revokeOwn("bo"), "last_key_of_own");
  expectRejected(revokeOwn("ada"), "last_administrator");
  expectDone(ledger.run("council.grant-role", { personId: personId("rui"), role: "administrator" }, { as: "ada" }));
  expectRejected(revokeOwn("ada"), "last_key_of_own");
  enrol(ledger, "ada", "ada phone");
  expectDone(revokeOwn("ada"));
});
