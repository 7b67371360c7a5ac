import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import * as node from "#kernel/crypto";
import { verifyByWebCrypto } from "../../test/support/ed25519-webcrypto.ts";
import { publishedVectors } from "../../test/support/published-vectors.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { concatBytes, fromHex, toHex, utf8 } from "./bytes.ts";
import * as web from "./crypto-web.ts";

const { Point } = ed25519;
const L = Point.Fn.ORDER;
const PRIME = Point.Fp.ORDER;

/** The answers of libsodium, noble and WebCrypto, in this order. */
async function answers(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean[]> {
  return [
    node.verifyEd25519(publicKey, message, signature),
    web.verifyEd25519(publicKey, message, signature),
    await verifyByWebCrypto(publicKey, message, signature),
  ];
}

async function allAnswer(expected: boolean, key: Uint8Array, message: Uint8Array, signature: Uint8Array, why: string) {
  assert.deepEqual(await answers(key, message, signature), [expected, expected, expected], why);
}

/** RFC 8032 section 7.1: seed, public key, message, signature. The test with 1023 bytes is among the published vectors. */
const RFC_8032 = {
  "TEST 1": [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  "TEST 2": [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  "TEST 3": [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
  "TEST SHA(abc)": [
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  ],
} as const;

test("has the same exports as the module for Node.js", () => {
  assert.deepEqual(Object.keys(web).sort(), Object.keys(node).sort());
});

test("signs and verifies as RFC 8032 section 7.1 prints on every backend", async () => {
  for (const [name, texts] of Object.entries(RFC_8032)) {
    const [seed, publicKey, message, signature] = [
      fromHex(texts[0]),
      fromHex(texts[1]),
      fromHex(texts[2]),
      fromHex(texts[3]),
    ];
    for (const backend of [node, web]) {
      const pair = backend.keyPairFromSeed(seed);
      assert.equal(toHex(pair.publicKey), texts[1], name);
      assert.equal(toHex(pair.secretKey), texts[0] + texts[1], name);
      assert.equal(toHex(backend.signEd25519(pair.secretKey, message)), texts[3], name);
      assert.ok(backend.isPrimeOrderKey(publicKey), name);
    }
    await allAnswer(true, publicKey, message, signature, name);
    await allAnswer(false, publicKey, concatBytes(message, Uint8Array.of(0)), signature, name);
  }
});

interface Wycheproof {
  testGroups: {
    publicKey: { pk: string };
    tests: { tcId: number; comment: string; msg: string; sig: string; result: "valid" | "invalid" }[];
  }[];
}

test("agrees with the published signature vectors on every backend", async (t) => {
  for (const file of publishedVectors<Wycheproof>(t, "wycheproof-ed25519.json").values()) {
    for (const { publicKey, tests } of file.testGroups) {
      for (const { tcId, comment, msg, sig, result } of tests) {
        const signature = fromHex(sig);
        await allAnswer(result === "valid", fromHex(publicKey.pk), fromHex(msg), signature, `${tcId}: ${comment}`);
      }
    }
  }
});

/** A point of order 8, and the eight points of small order that it generates. */
const TORSION = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const SMALL_ORDER = Array.from({ length: 8 }, (_, i) => TORSION.multiplyUnsafe(BigInt(i)));

/** Other encodings of points of small order: y not below the prime, or a sign where x is 0. */
const NON_CANONICAL = [
  ...[PRIME, PRIME + 1n].flatMap((y) => [encode(y, 0), encode(y, 1)]),
  ...[1n, PRIME - 1n].map((y) => encode(y, 1)),
];

/** Encodings of large points with y not below the prime. */
const NON_CANONICAL_LARGE = Array.from({ length: 17 }, (_, i) => encode(PRIME + BigInt(i) + 2n, 0)).filter((bytes) => {
  try {
    return !Point.fromBytes(bytes, true).isSmallOrder();
  } catch {
    return false;
  }
});

function encode(y: bigint, sign: 0 | 1): Uint8Array {
  const bytes = fromHex((y | (BigInt(sign) << 255n)).toString(16).padStart(64, "0"));
  return bytes.reverse();
}

function scalarBytes(scalar: bigint): Uint8Array {
  return fromHex(scalar.toString(16).padStart(64, "0")).reverse();
}

function challengeOf(nonce: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  const digest = sha512(concatBytes(nonce, publicKey, message)).reverse();
  return BigInt(`0x${toHex(digest)}`) % L;
}

const SECRET = 0x1234567890abcdefn;
const NONCE = 0xfedcba0987654321n;
const KEY = Point.BASE.multiply(SECRET).toBytes();

/** A signature that fulfils [S]B = R + [k]A up to the cofactor for any encodings of key and nonce point. */
function forge(
  key: Uint8Array,
  secret: bigint,
  nonce: Uint8Array,
  nonceSecret: bigint,
  message: Uint8Array,
): Uint8Array {
  const scalar = (nonceSecret + challengeOf(nonce, key, message) * secret) % L;
  return concatBytes(nonce, scalarBytes(scalar));
}

const messages = Array.from({ length: 24 }, (_, i) => utf8(`message ${i}`));

test("refuses keys of small order in every encoding, for any message", async () => {
  const nonce = Point.BASE.multiply(NONCE).toBytes();
  const lenient: boolean[] = [];
  for (const key of [...SMALL_ORDER.map((point) => point.toBytes()), ...NON_CANONICAL]) {
    for (const backend of [node, web]) assert.ok(!backend.isPrimeOrderKey(key), toHex(key));
    for (const message of messages) {
      // The same signature would fit every message whose challenge is a multiple of the key's order.
      const signature = forge(key, 0n, nonce, NONCE, message);
      await allAnswer(false, key, message, signature, toHex(key));
      lenient.push(await verifyLeniently(key, message, signature));
    }
  }
  assert.ok(lenient.includes(true), "a verifier without these checks accepts some of them");
});

/** WebCrypto as it is, without the strict checks. */
async function verifyLeniently(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
}

test("refuses nonce points of small order in every encoding", async () => {
  for (const nonce of [...SMALL_ORDER.map((point) => point.toBytes()), ...NON_CANONICAL]) {
    for (const message of messages.slice(0, 4)) {
      await allAnswer(false, KEY, message, forge(KEY, SECRET, nonce, 0n, message), toHex(nonce));
    }
  }
  const identity = Point.ZERO.toBytes();
  const message = utf8("the equation holds with R = identity");
  assert.ok(await verifyLeniently(KEY, message, forge(KEY, SECRET, identity, 0n, message)));
});

test("refuses nonce points with a part of small order, which cofactored verifiers accept", async () => {
  for (const torsion of SMALL_ORDER) {
    const nonce = Point.BASE.multiply(NONCE).add(torsion).toBytes();
    for (const message of messages.slice(0, 4)) {
      const signature = forge(KEY, SECRET, nonce, NONCE, message);
      await allAnswer(torsion.is0(), KEY, message, signature, toHex(nonce));
      assert.ok(ed25519.verify(signature, message, KEY, { zip215: false }));
    }
  }
});

test("answers alike for keys with a part of small order, which enrolment refuses", async () => {
  const nonce = Point.BASE.multiply(NONCE).toBytes();
  for (const torsion of SMALL_ORDER.slice(1)) {
    const key = Point.BASE.multiply(SECRET).add(torsion).toBytes();
    for (const backend of [node, web]) assert.ok(!backend.isPrimeOrderKey(key));
    for (const message of messages) {
      const all = await answers(key, message, forge(key, SECRET, nonce, NONCE, message));
      assert.equal(new Set(all).size, 1, `${toHex(key)}: ${all.join()}`);
    }
  }
});

test("refuses S plus the group's order and S at or above it", async () => {
  for (const message of messages) {
    const signature = forge(KEY, SECRET, Point.BASE.multiply(NONCE).toBytes(), NONCE, message);
    await allAnswer(true, KEY, message, signature, "as it is");
    const scalar = BigInt(`0x${toHex(Uint8Array.from(signature.subarray(32)).reverse())}`);
    for (const bad of [scalar + L, scalar + 2n * L, scalar + 8n * L, 2n ** 256n - 1n, L, L - 1n]) {
      await allAnswer(false, KEY, message, concatBytes(signature.subarray(0, 32), scalarBytes(bad)), String(bad));
    }
  }
});

test("refuses keys and nonce points that are not below the prime", async () => {
  assert.ok(NON_CANONICAL_LARGE.length > 0);
  const nonce = Point.BASE.multiply(NONCE).toBytes();
  for (const encoding of NON_CANONICAL_LARGE) {
    for (const backend of [node, web]) assert.ok(!backend.isPrimeOrderKey(encoding), toHex(encoding));
    await allAnswer(false, encoding, utf8("m"), forge(encoding, SECRET, nonce, NONCE, utf8("m")), toHex(encoding));
    await allAnswer(false, KEY, utf8("m"), forge(KEY, SECRET, encoding, NONCE, utf8("m")), toHex(encoding));
  }
});

test("refuses keys that are no points and inputs of other lengths", async () => {
  const message = utf8("m");
  const signature = forge(KEY, SECRET, Point.BASE.multiply(NONCE).toBytes(), NONCE, message);
  const noPoint = encode(2n, 0);
  await allAnswer(false, noPoint, message, signature, "not on the curve");
  for (const backend of [node, web]) assert.ok(!backend.isPrimeOrderKey(noPoint));
  for (const size of [0, 31, 33, 64]) {
    for (const backend of [node, web]) assert.ok(!backend.isPrimeOrderKey(new Uint8Array(size)));
    await allAnswer(false, new Uint8Array(size), message, signature, `key of ${size}`);
  }
  for (const size of [0, 32, 63])
    await allAnswer(false, KEY, message, signature.subarray(0, size), `signature of ${size}`);
  await allAnswer(false, KEY, message, concatBytes(signature, Uint8Array.of(0)), "signature of 65");
});

test("agrees on random keys, messages and changed bits, and on hashes", async (t) => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const shape = fc.record({
    seed: bytes,
    message: fc.uint8Array({ maxLength: 200 }),
    bit: fc.nat({ max: 95 * 8 }),
    text: fc.string(),
  });
  const property = fc.asyncProperty(shape, async ({ seed, message, bit, text }) => {
    const pair = node.keyPairFromSeed(seed);
    assert.equal(toHex(web.keyPairFromSeed(seed).secretKey), toHex(pair.secretKey));
    const signature = web.signEd25519(pair.secretKey, message);
    assert.equal(toHex(node.signEd25519(pair.secretKey, message)), toHex(signature));
    await allAnswer(true, pair.publicKey, message, signature, "signed");
    const changed = concatBytes(pair.publicKey, signature);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    await allAnswer(false, changed.subarray(0, 32), message, changed.subarray(32), `bit ${bit}`);
    assert.equal(web.sha256Hex(message), node.sha256Hex(message));
    assert.equal(toHex(web.sha256(text)), toHex(node.sha256(text)));
    assert.equal(web.hmacSha256Hex(seed, text), node.hmacSha256Hex(seed, text));
    for (const key of [seed, new Uint8Array(0), concatBytes(seed, seed, seed)]) {
      const wanted = node.hmacSha256Hex(key, text.repeat(9));
      // Twice, because a long message before must not show in a short one after it.
      const [mac, again] = [node.hmacSha256Of(key), web.hmacSha256Of(key)];
      assert.deepEqual(
        [mac(text.repeat(9)), mac("x"), mac(text.repeat(9))],
        [wanted, node.hmacSha256Hex(key, "x"), wanted],
      );
      assert.equal(again(text.repeat(9)), wanted);
    }
  });
  await fc.assert(property, randomSeed(t, 60));
});

test("draws random bytes of the asked length that differ", () => {
  for (const backend of [node, web]) {
    assert.equal(backend.randomBytes(16).length, 16);
    assert.notEqual(toHex(backend.randomBytes(32)), toHex(backend.randomBytes(32)));
  }
});
