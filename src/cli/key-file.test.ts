import assert from "node:assert/strict";
import { test } from "node:test";
import { keyPairFromSeed, randomBytes } from "#kernel/crypto";
import type { Json } from "#kernel/json";
import { type KeyFile, openKey, readKeyFile, sealKey } from "./key-file.ts";

const COST = 10;
const seed = randomBytes(32);

function sealed(passphrase = "三链 正确的口令"): KeyFile {
  const file = readKeyFile(JSON.parse(JSON.stringify(sealKey(seed, passphrase, COST))) as Json);
  assert.ok(typeof file === "object");
  return file;
}

test("gives back the key that was sealed", () => {
  assert.deepEqual(openKey(sealed(), "三链 正确的口令"), keyPairFromSeed(seed));
});

test("seals the same key differently each time", () => {
  assert.notEqual(sealed().sealed, sealed().sealed);
  assert.notEqual(sealed().scrypt.salt, sealed().scrypt.salt);
});

test("takes a passphrase however its characters are composed", () => {
  assert.deepEqual(openKey(sealed("caf\u00e9 au lait"), "cafe\u0301 au lait"), keyPairFromSeed(seed));
});

test("tells a wrong passphrase from a damaged file", () => {
  const file = sealed();
  assert.equal(openKey(file, "another one"), "passphrase_wrong");
  const flipped = `${file.sealed.startsWith("A") ? "B" : "A"}${file.sealed.slice(1)}`;
  assert.equal(readKeyFile({ ...file, sealed: flipped }), "key_file_damaged");
  assert.equal(readKeyFile({ ...file, scrypt: { ...file.scrypt, costLog2: 11 } }), "key_file_damaged");
});

test("opens nothing that was changed with its checksum", () => {
  const file = sealed();
  const other = sealKey(randomBytes(32), "三链 正确的口令", COST);
  const changed = { ...file, publicKey: other.publicKey, keyId: other.keyId };
  assert.equal(openKey(changed, "三链 正确的口令"), "passphrase_wrong");
});

test("refuses what is no key file, and costs that would stop the machine", () => {
  const file = sealed();
  for (const value of [null, {}, { ...file, file: "sanlian/key/2" }, { ...file, more: 1 }] as readonly Json[]) {
    assert.equal(readKeyFile(value), "key_file_unfit");
  }
  assert.equal(readKeyFile({ ...file, scrypt: { ...file.scrypt, costLog2: 40 } }), "key_file_unfit");
});
