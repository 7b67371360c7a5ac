import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionStore } from "./session-store.ts";

function storeAt(clock: { now: number }): SessionStore {
  return new SessionStore("node.test", { sessionMs: 1_000, challengeMs: 100 }, () => clock.now);
}

function openFor(store: SessionStore, key: string): string {
  const session = store.open(store.challenge(), key);
  assert.ok(typeof session === "object");
  return session.token;
}

test("challenges cost no memory and sessions that are over are forgotten", () => {
  const clock = { now: 0 };
  const store = storeAt(clock);
  for (let i = 0; i < 100; i++) store.challenge();
  for (let i = 0; i < 10; i++) openFor(store, `key ${i}`);
  assert.equal(store.size, 10);
  clock.now = 1_000;
  openFor(store, "another");
  assert.equal(store.size, 1);
});

test("a key has a bounded number of sessions: the oldest one ends", () => {
  const store = storeAt({ now: 0 });
  const tokens = Array.from({ length: 25 }, () => openFor(store, "key"));
  assert.equal(store.size, 20);
  assert.deepEqual(
    tokens.map((token) => store.find(token) !== undefined),
    tokens.map((_, i) => i >= 5),
  );
});

test("a nonce with a changed or foreign seal opens nothing", () => {
  const store = storeAt({ now: 0 });
  const challenge = store.challenge();
  const nonces = ["", "ab", challenge.nonce.slice(0, 32), `${challenge.nonce}00`, `00${challenge.nonce.slice(2)}`];
  for (const nonce of nonces) assert.equal(store.open({ ...challenge, nonce }, "key"), "challenge_unfit");
  assert.equal(storeAt({ now: 0 }).open(challenge, "key"), "challenge_unfit");
  assert.ok(typeof store.open(challenge, "key") === "object");
});
