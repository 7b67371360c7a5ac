import { strict as assert } from "node:assert";
import { test } from "node:test";
import { toBase64 } from "#kernel/bytes";
import { demoKeyPair } from "#kernel/demo-keys";
import { proveEnrolment } from "#kernel/enrolment";
import { councilLedger, keyId, memberId, newKey, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { keys } from "../tables.ts";

test("a person adds a device of its own and signs with it", () => {
  const ledger = councilLedger();
  const args = { personId: personId("bo"), ...newKey(ledger, personId("bo"), "bo phone"), label: "柏某的手机" };
  const answer = ledger.run("council.enrol-key", args, { as: "bo" });
  assert.deepEqual(expectDone(answer), { keyId: keyId("bo phone") });
  const row = ledger.rows(keys).find((key) => key["keyId"] === keyId("bo phone"));
  assert.equal(row?.["memberId"], memberId("works"));
  assert.equal(row?.["enrolledAt"], ledger.time);
  assert.equal(row?.["enrolledBy"], answer.id);
  assert.equal(ledger.personal.get(String(row?.["label"])), "柏某的手机");
  expectDone(ledger.run("council.revoke-key", { keyId: keyId("bo") }, { as: "bo phone" }));
});

test("only an administrator enrols keys for someone else", () => {
  const ledger = councilLedger();
  const args = { personId: personId("ops"), ...newKey(ledger, personId("ops"), "ops phone") };
  expectRejected(ledger.run("council.enrol-key", args, { as: "bo" }), "key_of_other_person");
  expectDone(ledger.run("council.enrol-key", args, { as: "ada" }));
});

test("a key without proof of possession for this ledger and person is refused", () => {
  const ledger = councilLedger();
  const enrol = (proofFor: string) => {
    const args = { personId: personId("bo"), ...newKey(ledger, proofFor, "phone") };
    return ledger.run("council.enrol-key", args, { as: "ada" });
  };
  expectRejected(enrol(personId("ops")), "proof_of_other_key");
  const { publicKey } = newKey(ledger, personId("bo"), "phone");
  const { proof } = newKey(ledger, personId("bo"), "another phone");
  const stolen = { personId: personId("bo"), publicKey, proof };
  expectRejected(ledger.run("council.enrol-key", stolen, { as: "ada" }), "proof_of_other_key");
  expectDone(enrol(personId("bo")));
});

test("keys that are not of prime order are refused", () => {
  const ledger = councilLedger();
  const identity = new Uint8Array(32);
  identity[0] = 1;
  const { proof } = newKey(ledger, personId("bo"), "phone");
  const args = { personId: personId("bo"), publicKey: toBase64(identity), proof };
  expectRejected(ledger.run("council.enrol-key", args, { as: "bo" }), "key_not_of_prime_order");
});

test("a key is enrolled once, also when it was revoked", () => {
  const ledger = councilLedger();
  const enrol = (person: string) => {
    const args = { personId: personId(person), ...newKey(ledger, personId(person), "phone") };
    return ledger.run("council.enrol-key", args, { as: "ada" });
  };
  expectDone(enrol("bo"));
  expectRejected(enrol("ops"), "key_known");
  expectDone(ledger.run("council.revoke-key", { keyId: keyId("phone") }, { as: "bo" }));
  expectRejected(enrol("bo"), "key_known");
});

test("unknown and inactive people get no keys", () => {
  const ledger = councilLedger();
  const enrol = (person: string) => {
    const args = { personId: personId(person), ...newKey(ledger, personId(person), "phone") };
    return ledger.run("council.enrol-key", args, { as: "ada" });
  };
  expectRejected(enrol("nobody"), "person_not_found");
  expectDone(ledger.run("council.deactivate-person", { personId: personId("bo") }, { as: "ada" }));
  expectRejected(enrol("bo"), "person_inactive");
});

test("a published demo key is refused under the real clock and taken under a simulated one", () => {
  for (const clock of ["real", "simulated"] as const) {
    const ledger = councilLedger(clock);
    const key = demoKeyPair("bjtu/team-leader");
    const proof = proveEnrolment(ledger.executor.ref, personId("bo"), key);
    const args = { personId: personId("bo"), publicKey: toBase64(key.publicKey), proof };
    const answer = ledger.run("council.enrol-key", args, { as: "ada" });
    if (clock === "real") expectRejected(answer, "key_of_demo");
    else expectDone(answer);
  }
});
