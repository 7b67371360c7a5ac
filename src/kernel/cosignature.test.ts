import assert from "node:assert/strict";
import { test } from "node:test";
import { keyPairFromSeed, verifyEd25519 } from "#kernel/crypto";
import { concatBytes, utf8 } from "./bytes.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import { cosignatureSigner, cosignatureTime, cosignatureVerifier } from "./cosignature.ts";
import { ed25519Verifier, openNote, parseNote, signNote } from "./note.ts";

/** The example of the standard; its keys are not published. */
const EXAMPLE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

const { publicKey, secretKey } = keyPairFromSeed(new Uint8Array(32).fill(5));
const NAME = "member.example/cosigner";
const TEXT = formatCheckpoint({ origin: "ledger.example", size: 7, root: new Uint8Array(32).fill(1) });
const signer = cosignatureSigner(NAME, secretKey, () => 1_679_315_147);
const verifier = cosignatureVerifier(NAME, publicKey);

test("reads the time of the standard's example", () => {
  const parsed = parseNote(EXAMPLE);
  assert.ok(parsed.ok);
  const [own, cosignature] = parsed.value.signatures;
  assert.ok(own && cosignature);
  assert.equal(cosignature.name, "witness.example.com/w1");
  assert.equal(cosignature.keyId, 0x8d66cf3f);
  assert.equal(cosignatureTime(cosignature.signature), 1_679_315_147);
  assert.equal(cosignatureTime(own.signature), undefined);
});

test("signs the header, the time and the whole note text", () => {
  const signature = signer.sign(utf8(TEXT));
  assert.equal(signature.length, 72);
  const message = utf8(`cosignature/v1\ntime 1679315147\n${TEXT}`);
  assert.ok(verifyEd25519(publicKey, message, signature.subarray(8)));
  assert.ok(verifier.verify(utf8(TEXT), signature));
  const opened = openNote(signNote(TEXT, [signer]), [verifier]);
  assert.ok(opened.ok);
  assert.equal(cosignatureTime(opened.value.verified[0]?.signature ?? new Uint8Array(0)), 1_679_315_147);
});

test("counts a cosigner that signed at two times once, by its first line", () => {
  const later = cosignatureSigner(NAME, secretKey, () => 1_700_000_000);
  const opened = openNote(signNote(TEXT, [later, signer]), [verifier]);
  assert.ok(opened.ok);
  assert.deepEqual(
    opened.value.verified.map(({ signature }) => cosignatureTime(signature)),
    [1_700_000_000],
  );
});

test("refuses another time, another text, extension lines added later and a plain signature", () => {
  const signature = signer.sign(utf8(TEXT));
  const later = Uint8Array.from(signature);
  later[7] = (later[7] ?? 0) + 1;
  assert.ok(!verifier.verify(utf8(TEXT), later));
  assert.ok(!verifier.verify(utf8(TEXT.replace("\n7\n", "\n8\n")), signature));
  assert.ok(!verifier.verify(utf8(`${TEXT}extension\n`), signature));
  assert.ok(!verifier.verify(utf8(TEXT), signature.subarray(8)));
  assert.ok(!verifier.verify(utf8(TEXT), concatBytes(signature, Uint8Array.of(0))));
  // Key ids differ by type, so a cosignature does not pass as the note signature of the same key.
  assert.equal(openNote(signNote(TEXT, [signer]), [ed25519Verifier(NAME, publicKey)]).ok, false);
});

test("knows no times beyond the safe integers and signs none that are not whole seconds", () => {
  const signature = signer.sign(utf8(TEXT));
  signature.fill(0xff, 0, 8);
  assert.equal(cosignatureTime(signature), undefined);
  assert.ok(!verifier.verify(utf8(TEXT), signature));
  for (const time of [-1, 0.5, Number.NaN, 2 ** 53]) {
    assert.throws(() => cosignatureSigner(NAME, secretKey, () => time).sign(utf8(TEXT)), RangeError);
  }
  assert.throws(() => cosignatureSigner("a b", secretKey, () => 0), RangeError);
  assert.throws(() => cosignatureVerifier("a+b", publicKey), RangeError);
});
