import assert from "node:assert/strict";
import { test } from "node:test";
import { keyPairFromSeed } from "#kernel/crypto";
import { toBase64 } from "./bytes.ts";
import { type CheckpointTrust, formatCheckpoint, openCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { cosignatureSigner, cosignatureVerifier } from "./cosignature.ts";
import { emptyRoot } from "./merkle.ts";
import { ed25519Signer, ed25519Verifier, parseNote, signNote } from "./note.ts";
import { PROOF_PROBLEMS } from "./proof-problem.ts";

/** The example of the standard; its key is not published. */
const EXAMPLE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

const ORIGIN = "ledger.example";
const ROOT = new Uint8Array(32).fill(3);
const TEXT = formatCheckpoint({ origin: ORIGIN, size: 5, root: ROOT });
const logKey = keyPairFromSeed(new Uint8Array(32).fill(1));
const memberKey = keyPairFromSeed(new Uint8Array(32).fill(2));
const logSigner = ed25519Signer(ORIGIN, logKey.secretKey);
const member = cosignatureSigner("member.example", memberKey.secretKey, () => 1_700_000_000);
const trust: CheckpointTrust = {
  origin: ORIGIN,
  log: ed25519Verifier(ORIGIN, logKey.publicKey),
  cosigners: [cosignatureVerifier("member.example", memberKey.publicKey)],
};

function problemOf(note: string, of: CheckpointTrust = trust): string {
  const opened = openCheckpoint(note, of);
  return opened.ok ? "ok" : opened.problem;
}

test("reads the example of the standard", () => {
  const note = parseNote(EXAMPLE);
  assert.ok(note.ok);
  const checkpoint = parseCheckpoint(note.value.text);
  assert.ok(checkpoint);
  assert.equal(checkpoint.origin, "example.com/behind-the-sofa");
  assert.equal(checkpoint.size, 20_852_163);
  assert.equal(toBase64(checkpoint.root), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
  assert.equal(formatCheckpoint(checkpoint), note.value.text);
});

test("opens a checkpoint with and without cosignatures", () => {
  const alone = openCheckpoint(signNote(TEXT, [logSigner]), trust);
  assert.ok(alone.ok);
  assert.deepEqual([alone.value.origin, alone.value.size, alone.value.cosignatures.length], [ORIGIN, 5, 0]);
  assert.deepEqual(Uint8Array.from(alone.value.root), ROOT);
  const cosigned = openCheckpoint(signNote(TEXT, [logSigner, member, member]), trust);
  assert.ok(cosigned.ok);
  assert.deepEqual(
    cosigned.value.cosignatures.map((signature) => signature.name),
    ["member.example"],
  );
});

test("accepts nothing that the ledger's own key did not sign", () => {
  assert.equal(problemOf(signNote(TEXT, [member])), "checkpoint_not_signed_by_ledger");
  assert.equal(problemOf(signNote(TEXT, [ed25519Signer(ORIGIN, memberKey.secretKey)])), "note_without_known_signature");
  const other = formatCheckpoint({ origin: "other.example", size: 5, root: ROOT });
  assert.equal(problemOf(signNote(other, [logSigner])), "checkpoint_of_other_ledger");
  assert.equal(problemOf(signNote("not a checkpoint\n", [logSigner])), "checkpoint_malformed");
  assert.equal(problemOf(signNote(TEXT, [logSigner]).replace("\n5\n", "\n6\n")), "note_signature_wrong");
});

test("ignores extension lines but not empty ones", () => {
  assert.equal(problemOf(signNote(`${TEXT}extension one\n42\n`, [logSigner])), "ok");
  assert.equal(parseCheckpoint(`${TEXT}extension\n`)?.size, 5);
  assert.equal(parseCheckpoint(`${TEXT}\n`), undefined);
  assert.equal(parseCheckpoint(`${TEXT}\nextension\n`), undefined);
});

test("refuses sizes and roots in any other form", () => {
  const root = toBase64(ROOT);
  const text = (size: string, hash = root): string => `${ORIGIN}\n${size}\n${hash}\n`;
  assert.equal(parseCheckpoint(text("0"))?.size, 0);
  assert.equal(parseCheckpoint(text("9007199254740991"))?.size, Number.MAX_SAFE_INTEGER);
  for (const size of [
    "",
    "00",
    "01",
    "+1",
    "-1",
    " 1",
    "1 ",
    "1.0",
    "1e3",
    "0x1",
    "9007199254740992",
    "18446744073709551615",
    "٣",
  ]) {
    assert.equal(parseCheckpoint(text(size)), undefined, size);
  }
  for (const hash of [
    "",
    "AAAA",
    root.slice(0, -1),
    `${root}AAAA`,
    root.replaceAll("A", "-"),
    toBase64(new Uint8Array(31)),
  ]) {
    assert.equal(parseCheckpoint(text("1", hash)), undefined, hash);
  }
  assert.equal(parseCheckpoint(`\n1\n${root}\n`), undefined);
  assert.equal(parseCheckpoint(`${ORIGIN}\n1\n`), undefined);
  assert.equal(parseCheckpoint(text("1").slice(0, -1)), undefined);
});

test("refuses to write what could not be read back", () => {
  assert.ok(formatCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot() }));
  for (const bad of [
    { origin: "" },
    { origin: "a\nb" },
    { size: -1 },
    { size: 1.5 },
    { size: 2 ** 53 },
    { root: new Uint8Array(31) },
  ]) {
    assert.throws(
      () => formatCheckpoint({ origin: ORIGIN, size: 1, root: ROOT, ...bad }),
      RangeError,
      JSON.stringify(bad),
    );
  }
});

test("has a text in both languages for every problem", () => {
  for (const [code, text] of Object.entries(PROOF_PROBLEMS)) {
    assert.match(code, /^(?:note|checkpoint|proof)_[a-z0-9_]+$/);
    assert.match(text.en, /^[A-Z].*\.$/);
    assert.match(text.zh, /[\u4e00-\u9fff].*。$/);
  }
});
