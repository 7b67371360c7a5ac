import assert from "node:assert/strict";
import { test } from "node:test";
import { keyPairFromSeed } from "#kernel/crypto";
import { concatBytes, fromHex, toBase64, toHex } from "./bytes.ts";
import { COSIGNATURE_TYPE } from "./cosignature.ts";
import { ED25519_TYPE, noteKeyId } from "./note.ts";
import { formatVerifierKey, parseVerifierKey, type VerifierKey, verifierOf } from "./verifier-key.ts";

const PUBLISHED = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const { publicKey } = keyPairFromSeed(new Uint8Array(32).fill(9));

/** A text form with a matching id, whatever the type and the key. */
function textOf(name: string, type: number, material: Uint8Array): string {
  const id = noteKeyId(name, type, material).toString(16).padStart(8, "0");
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(type), material))}`;
}

test("reads and writes a published verifier key", () => {
  const key = parseVerifierKey(PUBLISHED);
  assert.ok(key);
  assert.equal(key.name, "EnochRoot");
  assert.equal(key.type, ED25519_TYPE);
  assert.equal(toHex(key.publicKey), "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
  assert.equal(formatVerifierKey(key), PUBLISHED);
});

test("keeps both kinds of keys apart", () => {
  const plain: VerifierKey = { name: "member.example", type: ED25519_TYPE, publicKey };
  const cosigner: VerifierKey = { ...plain, type: COSIGNATURE_TYPE };
  for (const key of [plain, cosigner]) {
    const text = formatVerifierKey(key);
    const parsed = parseVerifierKey(text);
    assert.ok(parsed);
    assert.equal(formatVerifierKey(parsed), text);
    assert.equal(verifierOf(parsed).keyId, noteKeyId(key.name, key.type, publicKey));
  }
  assert.notEqual(verifierOf(plain).keyId, verifierOf(cosigner).keyId);
});

test("refuses every part and every changed character of a key", () => {
  for (let start = 0; start <= PUBLISHED.length; start++) {
    for (let end = start; end <= PUBLISHED.length; end++) {
      const part = PUBLISHED.slice(start, end);
      if (part !== PUBLISHED) assert.equal(parseVerifierKey(part), undefined, part);
    }
  }
  for (let i = 0; i < PUBLISHED.length; i++) {
    const changed = PUBLISHED.slice(0, i) + String.fromCharCode(PUBLISHED.charCodeAt(i) + 1) + PUBLISHED.slice(i + 1);
    assert.equal(parseVerifierKey(changed), undefined, changed);
  }
});

test("refuses unknown types, keys of the wrong length and keys that are not of prime order", () => {
  assert.ok(parseVerifierKey(textOf("a.example", 1, publicKey)));
  for (const type of [0, 2, 3, 5, 6, 255])
    assert.equal(parseVerifierKey(textOf("a.example", type, publicKey)), undefined);
  assert.equal(parseVerifierKey(textOf("a.example", 1, publicKey.subarray(1))), undefined);
  assert.equal(parseVerifierKey(textOf("a.example", 1, concatBytes(publicKey, Uint8Array.of(0)))), undefined);
  const identity = fromHex("0100000000000000000000000000000000000000000000000000000000000000");
  assert.equal(parseVerifierKey(textOf("a.example", 1, identity)), undefined);
  assert.equal(parseVerifierKey(PUBLISHED.replace("af0cfe78", "AF0CFE78")), undefined, "capital hexadecimal");
  assert.throws(() => formatVerifierKey({ name: "a b", type: ED25519_TYPE, publicKey }), RangeError);
});
