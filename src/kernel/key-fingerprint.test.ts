import assert from "node:assert/strict";
import { test } from "node:test";
import { keyFingerprint } from "./key-fingerprint.ts";

test("a fingerprint is the start of the key id in six groups of four digits", () => {
  const keyId = `0123456789abcdef01234567${"f".repeat(40)}`;
  assert.equal(keyFingerprint(keyId), "0123 4567 89ab cdef 0123 4567");
});
