import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64, utf8 } from "./bytes.ts";
import { keyPairFromSeed } from "./crypto.ts";
import { signPayload, TRANSACTION_TYPE } from "./envelope.ts";
import { keyIdOf } from "./identity.ts";
import { canonicalize, type Json } from "./json.ts";
import { openSessionProof, SESSION_TYPE, type SessionProof, signSession } from "./session.ts";

const key = keyPairFromSeed(new Uint8Array(32).fill(7));
const other = keyPairFromSeed(new Uint8Array(32).fill(8));
const challenge = { expiresAt: 1_800_000_000_000, node: "node.example", nonce: "ab".repeat(48) };

function asJson(proof: SessionProof): Json {
  return JSON.parse(JSON.stringify(proof)) as Json;
}

test("a signed challenge proves the key that signed it", () => {
  assert.deepEqual(openSessionProof(asJson(signSession(challenge, key))), { challenge, keyId: keyIdOf(key.publicKey) });
});

test("a changed challenge, another public key and another payload type prove nothing", () => {
  const proof = signSession(challenge, key);
  const moved = { ...proof.envelope, payload: toBase64(utf8(canonicalize({ ...challenge, node: "other.example" }))) };
  const text = canonicalize(challenge);
  const asTransaction = {
    ...proof.envelope,
    payloadType: TRANSACTION_TYPE,
    signatures: [signPayload(TRANSACTION_TYPE, text, key)],
  };
  const wrongType = { ...proof.envelope, signatures: [signPayload(TRANSACTION_TYPE, text, key)] };
  assert.equal(openSessionProof(asJson({ ...proof, envelope: moved })), undefined);
  assert.equal(openSessionProof(asJson({ ...proof, publicKey: toBase64(other.publicKey) })), undefined);
  assert.equal(openSessionProof(asJson({ ...proof, envelope: asTransaction })), undefined);
  assert.equal(openSessionProof(asJson({ ...proof, envelope: wrongType })), undefined);
});

test("a proof with more or other members, two signatures or an odd payload proves nothing", () => {
  const proof = signSession(challenge, key);
  const [signature] = proof.envelope.signatures;
  assert.ok(signature);
  const payloads = ["{}", "[]", canonicalize({ ...challenge, ledger: "x" }), `{"node":"a","expiresAt":1,"nonce":"ab"}`];
  const odd: Json[] = [
    null,
    "text",
    {},
    { ...(asJson(proof) as object), more: 1 },
    asJson({ ...proof, envelope: { ...proof.envelope, signatures: [signature, signature] } }),
    ...payloads.map((text) =>
      asJson({
        ...proof,
        envelope: {
          payload: toBase64(utf8(text)),
          payloadType: SESSION_TYPE,
          signatures: [signPayload(SESSION_TYPE, text, key)],
        },
      }),
    ),
  ];
  for (const value of odd) assert.equal(openSessionProof(value), undefined, JSON.stringify(value));
});
