import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, JsonObject } from "#kernel/json";
import { type SessionChallenge, signSession } from "#kernel/session";
import { type ApiHarness, BASE, call, postJson, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { keyId, memberId, personId } from "../../test/support/council-ledger.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";
import { cookieName } from "./session-token.ts";

async function challengeOf({ api }: ApiHarness): Promise<SessionChallenge> {
  return (await api.inject({ method: "POST", url: "/api/v1/sessions/challenge" })).json();
}

function open({ api }: ApiHarness, challenge: SessionChallenge, label: string, headers = {}) {
  return postJson(api, "/api/v1/sessions", signSession(challenge, testKeyPair(label)) as unknown as Json, headers);
}

test("a signed challenge opens a session that tells the rights on each ledger", async (t) => {
  const harness = startApi(t);
  const challenge = await challengeOf(harness);
  assert.equal(challenge.node, "node.test");
  assert.equal(challenge.expiresAt, harness.clock.now + 120_000);
  const opened = await open(harness, challenge, "ada");
  assert.equal(opened.statusCode, 201);
  const { token, ...session } = opened.json<JsonObject>();
  const ledgers = { alliance: { personId: personId("ada"), memberId: memberId("centre"), roles: ["administrator"] } };
  assert.deepEqual(session, { keyId: keyId("ada"), expiresAt: harness.clock.now + 12 * 3_600_000, ledgers });
  const whoAmI = await harness.api.inject({ url: "/api/v1/sessions", headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual(whoAmI.json(), session);
});

test("a challenge of another node, an expired or used one, and one signed by somebody else open nothing", async (t) => {
  const harness = startApi(t);
  const other = startApi(t);
  const { api, clock } = harness;
  problemOf(await open(harness, await challengeOf(other), "ada"), 401, "challenge_unfit");
  const challenge = await challengeOf(harness);
  problemOf(await open(harness, { ...challenge, expiresAt: challenge.expiresAt + 1 }, "ada"), 401, "challenge_unfit");
  problemOf(await open(harness, { ...challenge, node: "evil.test" }, "ada"), 401, "challenge_unfit");
  const { envelope } = signSession(challenge, testKeyPair("ada"));
  const { publicKey } = signSession(challenge, testKeyPair("bo"));
  problemOf(
    await postJson(api, "/api/v1/sessions", { envelope, publicKey } as unknown as Json),
    401,
    "challenge_unfit",
  );
  problemOf(await postJson(api, "/api/v1/sessions", {}), 401, "challenge_unfit");
  problemOf(await open(harness, challenge, "stranger"), 401, "unknown_key");
  assert.equal((await open(harness, challenge, "ada")).statusCode, 201);
  problemOf(await open(harness, challenge, "bo"), 401, "challenge_used");
  const late = await challengeOf(harness);
  clock.now += 120_000;
  problemOf(await open(harness, late, "ada"), 401, "challenge_unfit");
});

test("a browser gets the token in a cookie that scripts and other sites cannot use", async (t) => {
  const harness = startApi(t);
  const opened = await open(harness, await challengeOf(harness), "ada");
  const cookie = String(opened.headers["set-cookie"]);
  const name = cookieName("node.test");
  assert.match(cookie, new RegExp(`^${name}=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict$`));
  const sent = { cookie: `other=1; ${cookie.split(";")[0]}` };
  const url = "/api/v1/sessions";
  assert.equal((await harness.api.inject({ url, headers: sent })).statusCode, 200);
  assert.equal(
    (await harness.api.inject({ url, headers: { ...sent, "sec-fetch-site": "same-origin" } })).statusCode,
    200,
  );
  problemOf(
    await harness.api.inject({ url, headers: { ...sent, "sec-fetch-site": "same-site" } }),
    401,
    "session_missing",
  );
});

test("a session ends when it is closed and when its time is over", async (t) => {
  const { api, clock } = startApi(t);
  const url = "/api/v1/sessions";
  const headers = await signIn(api, "ada");
  const closed = await api.inject({ method: "DELETE", url, headers });
  assert.equal(closed.statusCode, 204);
  assert.match(String(closed.headers["set-cookie"]), /Max-Age=0/);
  problemOf(await api.inject({ url, headers }), 401, "session_unknown");
  const again = await signIn(api, "ada");
  clock.now += 12 * 3_600_000;
  problemOf(await api.inject({ url, headers: again }), 401, "session_unknown");
  problemOf(await api.inject({ method: "DELETE", url }), 401, "session_missing");
  problemOf(await api.inject({ url: `${BASE}/council/people`, headers: again }), 401, "session_unknown");
});

test("rights are looked up at each request: a revoked role or key ends at once", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await call(harness, "tally.add-to-counter", { name: "cups", group: "kitchen", amount: 1n }, "bo");
  const headers = await signIn(api, "rui");
  const block = () => api.inject({ url: `${BASE}/blocks/1`, headers });
  assert.equal((await block()).statusCode, 200);
  const revoked = await call(harness, "council.revoke-role", { personId: personId("rui"), role: "reader" }, "ada");
  assert.equal(revoked.statusCode, 200, revoked.body);
  problemOf(await block(), 403, "role_missing");
  await call(harness, "council.deactivate-person", { personId: personId("rui") }, "ada");
  problemOf(await block(), 403, "key_not_of_ledger");
});

test("a session of one ledger has no rights on another", async (t) => {
  const { api } = startApi(t);
  const headers = await signIn(api, "una");
  problemOf(await api.inject({ url: `${BASE}/blocks/1`, headers }), 403, "key_not_of_ledger");
  problemOf(
    await api.inject({ url: `${BASE}/tally/counters-by-size?group=a&limit=1`, headers }),
    403,
    "key_not_of_ledger",
  );
});

test("neither tokens nor bodies are logged", async (t) => {
  const harness = startApi(t);
  const headers = await signIn(harness.api, "ada");
  await call(harness, "tally.misbehave", { how: "throw", name: "secret-name" }, "bo", headers);
  await harness.api.inject({ url: `${BASE}/tally/counters-by-size?group=secret-name&limit=1`, headers });
  const log = harness.log.join("");
  assert.match(log, /"route":"\/api\/v1\/ledgers\/:name\/transactions"/);
  assert.ok(!log.includes("secret-name") && !log.includes(headers.authorization.slice(7)) && !log.includes("argsSalt"));
});
