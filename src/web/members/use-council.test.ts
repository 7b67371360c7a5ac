import assert from "node:assert/strict";
import { test } from "node:test";
import { type DeviceRow, type Invitation, withKnownKeys } from "./use-council.ts";

const claim = { keyId: "k1", publicKey: "", proof: "", fingerprint: "", claimedAt: 1 };
const invitation: Invitation = { id: "i", personId: "p", createdAt: 1, expiresAt: 2, state: "claimed", claim };
const device: DeviceRow = { keyId: "k1", personId: "p", enrolledAt: 1, revokedAt: 2 };

test("an invitation whose key was enrolled once waits for nobody, although the key is revoked by now", () => {
  assert.deepEqual(
    withKnownKeys([invitation], [device]).map(({ state }) => state),
    ["bound"],
  );
  assert.deepEqual(withKnownKeys([invitation], [{ ...device, keyId: "k2" }]), [invitation]);
});
