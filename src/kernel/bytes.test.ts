import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromBase64Portable,
  fromHex,
  isHex,
  toBase64,
  toBase64Portable,
  toHex,
  utf8,
  utf8Decode,
} from "#kernel/bytes";
import { randomSeed } from "../../test/support/random-seed.ts";

test("encodes the examples of RFC 4648, section 10", () => {
  const examples = {
    "": "",
    f: "Zg==",
    fo: "Zm8=",
    foo: "Zm9v",
    foob: "Zm9vYg==",
    fooba: "Zm9vYmE=",
    foobar: "Zm9vYmFy",
  };
  for (const [text, encoded] of Object.entries(examples)) {
    assert.equal(toBase64(utf8(text)), encoded);
    assert.equal(toBase64Portable(utf8(text)), encoded);
    assert.deepEqual(plain(fromBase64(encoded)), plain(utf8(text)));
    assert.deepEqual(plain(fromBase64Portable(encoded)), plain(utf8(text)));
  }
});

test("decodes base64 only from the one canonical text of its bytes", () => {
  const others = [
    "Zg",
    "Zg=",
    "Zg===",
    "Zh==",
    "Zm9=",
    "Zm8",
    "Zm 8",
    "Zm8=\n",
    "Z-_=",
    "====",
    "=",
    "Zg==Zg==",
    "Zm9v=",
    "Ag\u0141=",
  ];
  for (const text of others) assert.equal(fromBase64(text), undefined, JSON.stringify(text));
  assert.equal(fromBase64Portable("Z\u0141=="), undefined);
});

test("gives the same with and without native code", (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64(bytes);
      assert.equal(toBase64Portable(bytes), text);
      assert.deepEqual(plain(fromBase64Portable(text)), bytes);
      assert.deepEqual(plain(fromBase64(text)), bytes);
      assert.deepEqual(plain(fromHex(toHex(bytes))), bytes);
    }),
    randomSeed(t, 300),
  );
});

test("takes lowercase hexadecimal of whole bytes for hexadecimal, and nothing else", () => {
  assert.ok(isHex("") && isHex("00ff") && isHex("00ff", 2));
  for (const text of ["0", "0g", "FF", "0x00", " 00", "00\n"]) {
    assert.equal(isHex(text), false, text);
    assert.throws(() => fromHex(text), RangeError);
  }
  assert.equal(isHex("00ff", 3), false);
});

test("reads UTF-8 strictly and keeps a byte order mark", () => {
  assert.equal(utf8Decode(utf8("三链 😀")), "三链 😀");
  assert.equal(utf8Decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), "\ufeffa");
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe4, 0xb8], [0xf5, 0x80, 0x80, 0x80]]) {
    assert.throws(() => utf8Decode(Uint8Array.from(bytes)), TypeError);
  }
});

test("joins and compares byte strings", () => {
  assert.equal(toHex(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))), "010203");
  assert.ok(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)));
  assert.ok(!equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)));
  assert.ok(!equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0)));
});

/** The bytes as a plain array of bytes, which a Buffer is not. */
function plain(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes === undefined ? undefined : Uint8Array.from(bytes);
}
