import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { keyIdOf } from "#kernel/identity";
import type { JsonObject } from "#kernel/json";
import { keyFingerprint } from "#kernel/key-fingerprint";
import { type ApiHarness, BASE, call, postJson, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { personId } from "../../test/support/council-ledger.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";

const DEVICE = "bo's new phone";
const BO = personId("bo");
const HOUR_MS = 3_600_000;

async function invite({ api }: ApiHarness, hours?: number): Promise<{ id: string; token: string; expiresAt: number }> {
  const body = { personId: BO, ...(hours === undefined ? {} : { hours }) };
  const answer = await postJson(api, `${BASE}/invitations`, body, await signIn(api, "ada"));
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json();
}

function claimOf({ alliance }: ApiHarness, token: string, label = DEVICE, person = BO) {
  const key = testKeyPair(label);
  return { token, publicKey: toBase64(key.publicKey), proof: proveEnrolment(alliance.ref, person, key) };
}

const claim = (harness: ApiHarness, body: JsonObject) => postJson(harness.api, "/api/v1/enrolments", body);
const look = (harness: ApiHarness, token: string) => postJson(harness.api, "/api/v1/enrolments/look", { token });

async function listed({ api }: ApiHarness): Promise<readonly JsonObject[]> {
  const answer = await api.inject({ url: `${BASE}/invitations`, headers: await signIn(api, "ada") });
  return answer.json<{ items: JsonObject[] }>().items;
}

test("a new device is invited, shows its key, is enrolled by the administrator and signs in", async (t) => {
  const harness = startApi(t);
  const { api, alliance, clock } = harness;
  const { id, token, expiresAt } = await invite(harness);
  assert.equal(expiresAt, clock.now + 72 * HOUR_MS);
  const open = { ledger: "alliance", ref: alliance.ref, personId: BO, expiresAt, state: "open" };
  assert.deepEqual((await look(harness, token)).json(), open);

  const keyId = keyIdOf(testKeyPair(DEVICE).publicKey);
  const sent = { ...claimOf(harness, token), label: "手机" };
  const claimed = await claim(harness, sent);
  const { token: _, ...rest } = sent;
  const shown = { ...rest, keyId, claimedAt: clock.now, fingerprint: keyFingerprint(keyId) };
  assert.deepEqual([claimed.statusCode, claimed.json()], [201, { ...open, state: "claimed", claim: shown }]);
  assert.deepEqual(await listed(harness), [
    { id, personId: BO, createdBy: personId("ada"), createdAt: clock.now, expiresAt, state: "claimed", claim: shown },
  ]);

  // What the administrator's page has, and nothing else, makes the command.
  const { publicKey, proof, label } = shown;
  const enrolled = await call(harness, "council.enrol-key", { personId: BO, publicKey, proof, label }, "ada");
  assert.equal(enrolled.statusCode, 200, enrolled.body);
  assert.equal((await look(harness, token)).json<JsonObject>()["state"], "bound");
  assert.equal((await listed(harness))[0]?.["state"], "bound");
  const headers = await signIn(api, DEVICE);
  const session = (await api.inject({ url: "/api/v1/sessions", headers })).json<{ ledgers: JsonObject }>();
  assert.equal((session.ledgers["alliance"] as JsonObject)["personId"], BO);
});

test("an invitation is for one device: the same key may ask again, another may not", async (t) => {
  const harness = startApi(t);
  const { token } = await invite(harness);
  const first = await claim(harness, claimOf(harness, token));
  harness.clock.now += 1_000;
  const again = await claim(harness, claimOf(harness, token));
  assert.deepEqual([again.statusCode, again.json()], [201, first.json()]);
  problemOf(await claim(harness, claimOf(harness, token, "a thief's phone")), 409, "invitation_used");
  const claims = (await listed(harness)).map((invitation) => invitation["claim"] as JsonObject);
  assert.deepEqual(
    claims.map((shown) => shown["keyId"]),
    [keyIdOf(testKeyPair(DEVICE).publicKey)],
  );
});

test("the key must have signed for this person on this ledger", async (t) => {
  const harness = startApi(t);
  const { token } = await invite(harness);
  const good = claimOf(harness, token);
  const elsewhere = proveEnrolment(harness.unit.ref, BO, testKeyPair(DEVICE));
  for (const body of [
    claimOf(harness, token, DEVICE, personId("ada")),
    { ...good, proof: elsewhere },
    { ...good, publicKey: toBase64(testKeyPair("other").publicKey) },
    { ...good, publicKey: toBase64(new Uint8Array(32)) },
  ]) {
    problemOf(await claim(harness, body), 422, "enrolment_proof_unfit");
  }
  problemOf(await claim(harness, { ...good, publicKey: "AAAA" }), 400, "input_unfit");
  assert.equal((await look(harness, token)).json<JsonObject>()["state"], "open");
});

test("an invitation ends with its time, when it is withdrawn, and is unknown under any other token", async (t) => {
  const harness = startApi(t);
  const { api, clock } = harness;
  const withdrawn = await invite(harness);
  const url = `${BASE}/invitations/${withdrawn.id}`;
  assert.equal((await api.inject({ method: "DELETE", url, headers: await signIn(api, "ada") })).statusCode, 204);
  problemOf(await claim(harness, claimOf(harness, withdrawn.token)), 410, "invitation_over");
  assert.equal((await look(harness, withdrawn.token)).json<JsonObject>()["state"], "withdrawn");
  const short = await invite(harness, 1);
  clock.now += HOUR_MS;
  problemOf(await claim(harness, claimOf(harness, short.token)), 410, "invitation_over");
  assert.equal((await look(harness, short.token)).json<JsonObject>()["state"], "expired");
  problemOf(await look(harness, `${short.token.slice(1)}x`), 404, "invitation_not_found");
  problemOf(
    await api.inject({ method: "DELETE", url: `${url}x`, headers: await signIn(api, "ada") }),
    404,
    "invitation_not_found",
  );
});

test("only administrators invite, list and withdraw", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const url = `${BASE}/invitations`;
  for (const label of ["bo", "rui", "kai"]) {
    const headers = await signIn(api, label);
    problemOf(await postJson(api, url, { personId: BO }, headers), 403, "role_missing");
    problemOf(await api.inject({ url, headers }), 403, "role_missing");
    problemOf(await api.inject({ method: "DELETE", url: `${url}/x`, headers }), 403, "role_missing");
  }
  problemOf(await postJson(api, url, { personId: BO }), 401, "session_missing");
  const ada = await signIn(api, "ada");
  for (const body of [{}, { personId: "bo" }, { personId: BO, hours: 0 }, { personId: BO, hours: 169 }])
    problemOf(await postJson(api, url, body, ada), 400, "input_unfit");
});

test("tokens are kept as hashes only and stand in no log", async (t) => {
  const harness = startApi(t);
  const { token } = await invite(harness);
  await claim(harness, claimOf(harness, token));
  await look(harness, "a-token-of-somebody");
  const files = [harness.deskPath, `${harness.deskPath}-wal`].map((path) => readFileSync(path, "latin1")).join("");
  assert.ok(files.includes("invitation_") && !files.includes(token));
  const log = harness.log.join("");
  assert.ok(log.includes("/api/v1/enrolments/look") && !log.includes(token) && !log.includes("a-token-of-somebody"));
});

test("asking for invitations is limited more than other requests", async (t) => {
  const harness = startApi(t, { isLoopbackLimited: true });
  for (let i = 0; i < 60; i++) problemOf(await look(harness, "unknown"), 404, "invitation_not_found");
  problemOf(await look(harness, "unknown"), 429, "rate_exceeded");
  assert.equal((await harness.api.inject({ url: "/api/v1/ledgers" })).statusCode, 200);
});

test("a lost device is out at once when its key is revoked, and the person's other devices go on", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const { token } = await invite(harness);
  const { publicKey, proof } = claimOf(harness, token);
  await call(harness, "council.enrol-key", { personId: BO, publicKey, proof }, "ada");
  const [lost, kept] = [await signIn(api, DEVICE), await signIn(api, "bo")];
  const drafts = (headers: { authorization: string }) => api.inject({ url: `${BASE}/drafts`, headers });
  assert.equal((await drafts(lost)).statusCode, 200);
  await call(harness, "council.revoke-key", { keyId: keyIdOf(testKeyPair(DEVICE).publicKey) }, "bo");
  problemOf(await drafts(lost), 403, "key_not_of_ledger");
  problemOf(await api.inject({ url: `${BASE}/files`, headers: lost }), 403, "key_not_of_ledger");
  problemOf(
    await call(harness, "tally.file-paper", { title: "x", document: "0".repeat(64) }, DEVICE),
    401,
    "revoked_key",
  );
  const session = await api.inject({ url: "/api/v1/sessions", headers: lost });
  assert.deepEqual(session.json<JsonObject>()["ledgers"], {});
  assert.equal((await drafts(kept)).statusCode, 200);
});
