import { strict as assert } from "node:assert";
import { test } from "node:test";
import { keyPairFromSeed, sha256Hex } from "#kernel/crypto";
import { toHex } from "./bytes.ts";
import { DEMO_LABELS, type DemoLabel, demoKeyPair, demoSeed, isDemoKey } from "./demo-keys.ts";

test("a demo seed is the published hash of its label", () => {
  assert.equal(toHex(demoSeed("bjtu/team-leader")), sha256Hex('["sanlian/demo-seed/1","bjtu/team-leader"]'));
});

test("every demo key is known as one and no two are equal", () => {
  const publicKeys = DEMO_LABELS.map((label) => demoKeyPair(label).publicKey);
  for (const key of publicKeys) assert.equal(isDemoKey(key), true);
  assert.equal(new Set(publicKeys.map(toHex)).size, DEMO_LABELS.length);
});

test("another key is no demo key", () => {
  assert.equal(isDemoKey(keyPairFromSeed(new Uint8Array(32)).publicKey), false);
});

test("a label that is not listed makes no key", () => {
  assert.throws(() => demoSeed("bjtu/team-member-99" as DemoLabel), RangeError);
});
