import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keyPairFromSeed } from "#kernel/crypto";
import { randomSeed } from "../../test/support/random-seed.ts";
import { toBase64, utf8 } from "./bytes.ts";
import { type CheckpointTrust, formatCheckpoint } from "./checkpoint.ts";
import { cosignatureSigner, cosignatureVerifier } from "./cosignature.ts";
import { inclusionProof, leafHash, rootFrom } from "./merkle.ts";
import { ed25519Signer, ed25519Verifier, signNote } from "./note.ts";
import { hashReader, TileWriter } from "./tiles.ts";
import { decodeTlogProof, encodeTlogProof, type TlogProof, verifyTlogProof } from "./tlog-proof.ts";

const ORIGIN = "ledger.example/fund";
const logKey = keyPairFromSeed(new Uint8Array(32).fill(1));
const memberKey = keyPairFromSeed(new Uint8Array(32).fill(2));
const signers = [
  ed25519Signer(ORIGIN, logKey.secretKey),
  cosignatureSigner("member.example", memberKey.secretKey, () => 1_700_000_000),
];
const trust: CheckpointTrust = {
  origin: ORIGIN,
  log: ed25519Verifier(ORIGIN, logKey.publicKey),
  cosigners: [cosignatureVerifier("member.example", memberKey.publicKey)],
};
const leaf = (i: number): Uint8Array => leafHash(utf8(`entry ${i}`));

/** A proof of leaf `index` in a log of `size` entries. */
function proofOf(index: number, size: number, extra?: Uint8Array): TlogProof {
  const writer = TileWriter.restore(0, () => assert.fail("no tiles yet"));
  for (let i = 0; i < size; i++) writer.append(leaf(i));
  const tiles = new Map(writer.takeTiles().map((tile) => [`${tile.level}/${tile.index}`, tile.bytes]));
  const read = hashReader(size, (level, tile) => tiles.get(`${level}/${tile}`) ?? assert.fail());
  const checkpoint = signNote(formatCheckpoint({ origin: ORIGIN, size, root: rootFrom(size, read) }), signers);
  return { extra, index, path: inclusionProof(index, size, read), checkpoint };
}

const GOOD = proofOf(3, 7, utf8("extra data"));
const FILE = encodeTlogProof(GOOD);

function problemOf(file: Uint8Array | string, entry = leaf(3)): string {
  const verified = verifyTlogProof(file, entry, trust);
  return verified.ok ? "ok" : verified.problem;
}

test("writes the lines that the standard prescribes", () => {
  const [first, extra, index, a, b, c, empty, origin, size] = FILE.split("\n");
  assert.equal(first, "c2sp.org/tlog-proof@v1");
  assert.equal(extra, `extra ${toBase64(utf8("extra data"))}`);
  assert.equal(index, "index 3");
  assert.deepEqual([a, b, c], GOOD.path.map(toBase64));
  assert.deepEqual([empty, origin, size], ["", ORIGIN, "7"]);
  assert.ok(FILE.endsWith(GOOD.checkpoint));
  assert.equal(encodeTlogProof({ ...GOOD, extra: undefined }), FILE.replace(/extra .*\n/, ""));
});

test("verifies a proof and hands over what it shows", () => {
  const verified = verifyTlogProof(utf8(FILE), leaf(3), trust);
  assert.ok(verified.ok);
  assert.equal(verified.value.index, 3);
  assert.equal(verified.value.checkpoint.size, 7);
  assert.deepEqual(
    verified.value.checkpoint.cosignatures.map((signature) => signature.name),
    ["member.example"],
  );
  assert.deepEqual(Uint8Array.from(verified.value.extra ?? []), Uint8Array.from(utf8("extra data")));
  assert.equal(problemOf(encodeTlogProof(proofOf(0, 1)), leaf(0)), "ok", "a tree of one leaf has an empty path");
});

test("refuses another entry, another index and another ledger", () => {
  assert.equal(problemOf(FILE, leaf(2)), "proof_not_of_entry");
  assert.equal(problemOf(FILE.replace("index 3", "index 2")), "proof_not_of_entry");
  assert.equal(problemOf(FILE.replace("index 3", "index 7")), "proof_not_of_entry");
  assert.equal(problemOf(encodeTlogProof({ ...GOOD, path: GOOD.path.slice(1) })), "proof_not_of_entry");
  const long = [...GOOD.path, leaf(9)];
  assert.equal(problemOf(encodeTlogProof({ ...GOOD, path: long })), "proof_not_of_entry");
  assert.equal(problemOf(FILE.replace("\n7\n", "\n8\n")), "note_signature_wrong");
  const elsewhere = verifyTlogProof(FILE, leaf(3), { ...trust, origin: "other.example" });
  assert.ok(!elsewhere.ok && elsewhere.problem === "checkpoint_of_other_ledger");
});

test("refuses what is not in the form of a proof file", () => {
  const hash = toBase64(leaf(1));
  const malformed = {
    empty: "",
    "checkpoint alone": GOOD.checkpoint,
    "other version": FILE.replace("@v1", "@v2"),
    "capital letter": FILE.replace("c2sp", "C2SP"),
    "byte order mark": `\ufeff${FILE}`,
    "line before": `\n${FILE}`,
    "carriage returns": FILE.replaceAll("\n", "\r\n"),
    "no index": FILE.replace("index 3\n", ""),
    "index after extra missing": FILE.replace(/extra .*\nindex 3\n/, ""),
    "extra behind index": FILE.replace(/(extra .*\n)(index 3\n)/, "$2$1"),
    "extra twice": FILE.replace(/(extra .*\n)/, "$1$1"),
    "extra empty": FILE.replace(/extra .*\n/, "extra \n"),
    "extra unpadded": FILE.replace(/extra .*\n/, "extra YQ\n"),
    "extra with loose bits": FILE.replace(/extra .*\n/, "extra YR==\n"),
    "two spaces": FILE.replace("index 3", "index  3"),
    "leading zero": FILE.replace("index 3", "index 03"),
    "signed index": FILE.replace("index 3", "index +3"),
    "negative index": FILE.replace("index 3", "index -3"),
    "index beyond 2^53": FILE.replace("index 3", "index 9007199254740992"),
    "short hash": FILE.replace("index 3\n", "index 3\nAAAA\n"),
    "unpadded hash": FILE.replace("index 3\n", `index 3\n${hash.slice(0, -1)}\n`),
    "space behind a hash": FILE.replace("index 3\n", `index 3\n${hash} \n`),
    "path of 54": FILE.replace("index 3\n", `index 3\n${`${hash}\n`.repeat(51)}`),
    "too large": `${FILE}${"x".repeat(4_000_000)}`,
  };
  for (const [name, bad] of Object.entries(malformed)) assert.equal(problemOf(bad), "proof_malformed", name);
  assert.equal(problemOf(Uint8Array.of(0xff, ...utf8(FILE))), "proof_malformed");
  assert.equal(problemOf(FILE.slice(0, -1)), "note_malformed");
  assert.equal(problemOf(FILE.replace("\n\n", "\n\n\n")), "note_signature_wrong", "a line more in the checkpoint");
  assert.equal(problemOf(FILE.slice(0, FILE.indexOf("\n\u2014"))), "note_malformed", "no signatures");
});

test("reads back every proof it writes", (t) => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const shape = fc.record({
    extra: fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 }), { nil: undefined }),
    index: fc.maxSafeNat(),
    path: fc.array(hash, { maxLength: 53 }),
  });
  const property = fc.property(shape, (parts) => {
    const decoded = decodeTlogProof(encodeTlogProof({ ...parts, checkpoint: GOOD.checkpoint }));
    assert.ok(decoded.ok);
    const { extra, index, path, checkpoint } = decoded.value;
    assert.deepEqual(
      { extra: extra && Uint8Array.from(extra), index, path: path.map((h) => Uint8Array.from(h)) },
      { ...parts },
    );
    assert.equal(checkpoint, GOOD.checkpoint);
  });
  fc.assert(property, randomSeed(t));
});

test("accepts no file with a byte changed, except in the unsigned extra data", (t) => {
  const file = utf8(encodeTlogProof({ ...GOOD, extra: undefined }));
  const property = fc.property(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
    const bad = Uint8Array.from(file);
    bad[at] = (bad[at] ?? 0) ^ mask;
    const verified = verifyTlogProof(bad, leaf(3), trust);
    // A damaged cosignature line of a key name or id is an unknown key: the proof holds, with one cosignature fewer.
    if (verified.ok) assert.equal(verified.value.checkpoint.cosignatures.length, 0);
  });
  fc.assert(property, randomSeed(t, 2000));
});

test("refuses to write what could not be read back", () => {
  for (const bad of [
    { index: -1 },
    { index: 0.5 },
    { index: 2 ** 53 },
    { extra: new Uint8Array(0) },
    { path: [new Uint8Array(31)] },
    { checkpoint: "unsigned\n" },
  ]) {
    assert.throws(() => encodeTlogProof({ ...GOOD, ...bad }), RangeError, JSON.stringify(bad));
  }
  assert.throws(() => encodeTlogProof({ ...GOOD, path: Array.from({ length: 54 }, () => leaf(0)) }), RangeError);
});
