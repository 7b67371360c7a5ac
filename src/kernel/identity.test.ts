import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Hex } from "#kernel/crypto";
import { hasRole, keyIdOf } from "#kernel/identity";

test("a key id is the hash of suite and key as a tagged array", () => {
  const key = new Uint8Array(32).fill(7);
  const base64 = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
  assert.equal(keyIdOf(key), sha256Hex(`["sanlian/key/1","ed25519-sha256","${base64}"]`));
});

test("nobody and a viewer without the role have none", () => {
  const viewer = { keyId: "k", personId: "p", memberId: "m", roles: ["reader"] };
  assert.ok(hasRole(viewer, "administrator", "reader"));
  assert.ok(!hasRole(viewer, "administrator"));
  assert.ok(!hasRole(viewer));
  assert.ok(!hasRole(undefined, "reader"));
});
