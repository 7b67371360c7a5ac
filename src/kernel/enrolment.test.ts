import { strict as assert } from "node:assert";
import { test } from "node:test";
import { keyPairFromSeed } from "#kernel/crypto";
import { toBase64 } from "./bytes.ts";
import { enrolmentText, isEnrolmentProof, proveEnrolment } from "./enrolment.ts";

const KEY = keyPairFromSeed(new Uint8Array(32).fill(7));
const CLAIM = { ledger: "unit@00", personId: "person_1", publicKey: toBase64(KEY.publicKey) };

test("the new key signs a tagged list of ledger, person and itself", () => {
  assert.equal(enrolmentText(CLAIM), `["sanlian/enrolment/1","unit@00","person_1","${CLAIM.publicKey}"]`);
  assert.equal(isEnrolmentProof(CLAIM, proveEnrolment("unit@00", "person_1", KEY)), true);
});

test("a proof holds for no other ledger, person or key", () => {
  const proof = proveEnrolment("unit@00", "person_1", KEY);
  const other = toBase64(keyPairFromSeed(new Uint8Array(32).fill(8)).publicKey);
  assert.equal(isEnrolmentProof({ ...CLAIM, ledger: "unit@01" }, proof), false);
  assert.equal(isEnrolmentProof({ ...CLAIM, personId: "person_2" }, proof), false);
  assert.equal(isEnrolmentProof({ ...CLAIM, publicKey: other }, proof), false);
});

test("texts that are not base64 prove nothing", () => {
  assert.equal(isEnrolmentProof(CLAIM, "?"), false);
  assert.equal(isEnrolmentProof({ ...CLAIM, publicKey: "?" }, proveEnrolment("unit@00", "person_1", KEY)), false);
});
