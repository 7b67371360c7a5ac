import assert from "node:assert/strict";
import { test } from "node:test";
import { clientKey } from "#client/client-key";
import type { Client } from "#client/create-client";
import { isEnrolmentProof } from "#kernel/enrolment";
import { testKeyPair } from "../../../test/support/test-genesis.ts";
import { claimWith, type Enrolment, tokenOf } from "./enrolment.ts";

const TOKEN = "abcDEF_123-abcDEF_123-abcDEF_123-abcDEF_123";

test("finds the token in a link and in what was copied alone", () => {
  assert.equal(tokenOf(` https://node.example/enrol#${TOKEN}\n`), TOKEN);
  assert.equal(tokenOf(TOKEN), TOKEN);
  for (const text of ["", "https://node.example/enrol", "a b c", "short"]) assert.equal(tokenOf(text), undefined, text);
});

test("the proof that is sent is the key's own, for this person on this ledger, and the private key is not", async () => {
  const pair = testKeyPair("phone");
  const key = clientKey(pair);
  const enrolment: Enrolment = {
    ledger: "bjtu",
    ref: `bjtu@${"a".repeat(64)}`,
    personId: `person_${"b".repeat(32)}`,
    expiresAt: 1,
    state: "open",
  };
  let sent = "";
  const http = {
    json: async ({ body }: { readonly body: string }) => {
      sent = body;
      return enrolment;
    },
  };
  // Only what the function uses of a client.
  await claimWith({ http } as unknown as Client, enrolment, { token: TOKEN, label: " 手机 ", key });
  const { publicKey, proof, label } = JSON.parse(sent) as Record<string, string>;
  assert.equal(label, "手机");
  const claim = { ledger: enrolment.ref, personId: enrolment.personId, publicKey: publicKey ?? "" };
  assert.equal(isEnrolmentProof(claim, proof ?? ""), true);
  assert.equal(sent.includes(Buffer.from(pair.secretKey).toString("base64")), false);
});
