import { strict as assert } from "node:assert";
import { test } from "node:test";
import { toBase64 } from "#kernel/bytes";
import { demoKeyPair } from "#kernel/demo-keys";
import { proveEnrolment } from "#kernel/enrolment";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, keyId, newKey, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectNotRecorded, expectRejected } from "../../../../test/support/expect-answer.ts";

function rotate(ledger: ContractHarness, old: string, label: string, as: string, person = old) {
  const args = { keyId: keyId(old), ...newKey(ledger, personId(person), label) };
  return ledger.run("council.rotate-key", args, { as });
}

test("the last administrator changes the last key in one step", () => {
  const ledger = councilLedger();
  assert.deepEqual(expectDone(rotate(ledger, "ada", "ada laptop", "ada")), { keyId: keyId("ada laptop") });
  assert.deepEqual(ledger.signer("ada laptop")?.roles, ["administrator"]);
  expectNotRecorded(rotate(ledger, "ada", "ada phone", "ada"), "revoked_key");
});

test("a new key that is unfit, known or without its own proof is refused and the old one stays", () => {
  const ledger = councilLedger();
  const { proof } = newKey(ledger, personId("bo"), "phone");
  const zero = { keyId: keyId("bo"), publicKey: toBase64(new Uint8Array(32)), proof };
  expectRejected(ledger.run("council.rotate-key", zero, { as: "bo" }), "key_not_of_prime_order");
  expectRejected(rotate(ledger, "bo", "phone", "bo", "ops"), "proof_of_other_key");
  expectRejected(rotate(ledger, "bo", "bo", "bo"), "key_known");
  assert.equal(ledger.signer("bo")?.keyId, keyId("bo"));
});

test("unknown, foreign and revoked keys and keys of inactive people are refused", () => {
  const ledger = councilLedger();
  expectRejected(rotate(ledger, "nowhere", "phone", "bo"), "key_not_found");
  expectRejected(rotate(ledger, "ops", "phone", "bo"), "key_of_other_person");
  expectDone(ledger.run("council.deactivate-person", { personId: personId("ops") }, { as: "ada" }));
  expectRejected(rotate(ledger, "ops", "phone", "ada"), "person_inactive");
  expectDone(ledger.run("council.revoke-key", { keyId: keyId("ops") }, { as: "ada" }));
  expectRejected(rotate(ledger, "ops", "phone", "ada"), "key_revoked");
});

test("a real ledger takes no published demo key in exchange", () => {
  const ledger = councilLedger("real");
  const key = demoKeyPair("alliance/auditor");
  const proof = proveEnrolment(ledger.executor.ref, personId("bo"), key);
  const args = { keyId: keyId("bo"), publicKey: toBase64(key.publicKey), proof };
  expectRejected(ledger.run("council.rotate-key", args, { as: "bo" }), "key_of_demo");
});
