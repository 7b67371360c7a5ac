import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keyPairFromSeed } from "#kernel/crypto";
import { randomSeed } from "../../test/support/random-seed.ts";
import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import {
  ed25519Signer,
  ed25519Verifier,
  formatNote,
  isKeyName,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  parseNote,
  signNote,
} from "./note.ts";
import { parseVerifierKey, verifierOf } from "./verifier-key.ts";

/** A key, note and signature published with the first implementation of signed notes. */
const PUBLISHED_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const PUBLISHED_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=
`;

/** The example of the standard, whose key is not published. */
const EXAMPLE = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;

function key(name: string, fill: number): { signer: NoteSigner; verifier: NoteVerifier } {
  const { publicKey, secretKey } = keyPairFromSeed(new Uint8Array(32).fill(fill));
  return { signer: ed25519Signer(name, secretKey), verifier: ed25519Verifier(name, publicKey) };
}

const alpha = key("alpha.example/log", 1);
const beta = key("beta.example", 2);
const TEXT = "first line\n\nthird line 三链\n";

function problemOf(note: Uint8Array | string, ...verifiers: NoteVerifier[]): string {
  const opened = openNote(note, verifiers);
  return opened.ok ? "ok" : opened.problem;
}

test("opens a note that another implementation signed", () => {
  const published = parseVerifierKey(PUBLISHED_KEY);
  assert.ok(published);
  const opened = openNote(utf8(PUBLISHED_NOTE), [alpha.verifier, verifierOf(published)]);
  assert.ok(opened.ok);
  assert.equal(opened.value.text, PUBLISHED_NOTE.slice(0, PUBLISHED_NOTE.indexOf("\n\n") + 1));
  assert.deepEqual(
    opened.value.verified.map((signature) => [signature.name, signature.keyId]),
    [["EnochRoot", 0xaf0cfe78]],
  );
});

test("reads the example of the standard and writes it back unchanged", () => {
  const parsed = parseNote(EXAMPLE);
  assert.ok(parsed.ok);
  assert.ok(parsed.value.text.endsWith("\n\ned è subito sera.\n"));
  assert.deepEqual(
    parsed.value.signatures.map((line) => [line.name, line.keyId.toString(16), line.signature.length]),
    [["quasimodo.example/salvatore", "367ba04b", 64]],
  );
  assert.equal(formatNote(parsed.value.text, parsed.value.signatures), EXAMPLE);
});

test("verifies known keys, ignores others, and counts a key once", () => {
  const both = signNote(TEXT, [beta.signer, alpha.signer, alpha.signer]);
  const opened = openNote(both, [alpha.verifier]);
  assert.ok(opened.ok);
  assert.equal(opened.value.text, TEXT);
  assert.deepEqual(
    opened.value.verified.map((signature) => signature.name),
    ["alpha.example/log"],
  );
  assert.equal(opened.value.signatures.length, 3);
  assert.equal(problemOf(both), "note_without_known_signature");
  assert.equal(problemOf(both, key("alpha.example/log", 3).verifier), "note_without_known_signature");
  assert.equal(problemOf(both, key("gamma.example", 1).verifier), "note_without_known_signature");
});

test("refuses a note when one signature by a known key is wrong, wherever it stands", () => {
  const other = parseNote(signNote("other text\n", [beta.signer]));
  assert.ok(other.ok);
  const before = signNote(TEXT, [alpha.signer], other.value.signatures);
  assert.equal(problemOf(before, alpha.verifier), "ok");
  assert.equal(problemOf(before, alpha.verifier, beta.verifier), "note_signature_wrong");
  const good = parseNote(signNote(TEXT, [alpha.signer, beta.signer]));
  assert.ok(good.ok);
  const after = formatNote(TEXT, [...good.value.signatures, ...other.value.signatures]);
  assert.equal(problemOf(after, alpha.verifier, beta.verifier), "note_signature_wrong");
});

test("accepts sixteen signatures and more, up to a hundred", () => {
  const crowd = Array.from({ length: 100 }, (_, i) => key(`member-${i}.example`, i));
  const note = signNote(
    TEXT,
    crowd.map((member) => member.signer),
  );
  const opened = openNote(
    note,
    crowd.map((member) => member.verifier),
  );
  assert.ok(opened.ok);
  assert.equal(opened.value.verified.length, 100);
  assert.equal(problemOf(signNote(TEXT, [alpha.signer], opened.value.signatures), alpha.verifier), "note_too_large");
  assert.equal(problemOf(`${"x".repeat(1_000_000)}\n`, alpha.verifier), "note_too_large");
});

test("refuses what is not in the form of a note", () => {
  const note = signNote(TEXT, [alpha.signer]);
  const line = note.slice(note.lastIndexOf("\n\n") + 2);
  const base64 = line.trim().split(" ")[2] ?? assert.fail();
  const malformed = {
    empty: "",
    "text alone": TEXT,
    "no signature": `${TEXT}\n`,
    "no last newline": note.slice(0, -1),
    "carriage return": note.replace("first line\n", "first line\r\n"),
    "carriage returns everywhere": note.replaceAll("\n", "\r\n"),
    tab: note.replace("first", "\t"),
    NUL: note.replace("first", "\0"),
    escape: note.replace("first", "\u001b[2J"),
    "hyphen for dash": note.replace("\u2014", "-"),
    "no space behind the dash": note.replace("\u2014 ", "\u2014"),
    "two spaces": note.replace("/log ", "/log  "),
    "space at the end": note.replace("=\n", "= \n"),
    "no name": note.replace("alpha.example/log", ""),
    "plus in the name": note.replace("alpha.example", "alpha+example"),
    "no-break space in the name": note.replace("alpha.example", "alpha\u00a0example"),
    "ideographic space in the name": note.replace("alpha.example", "alpha\u3000example"),
    "unpadded base64": note.replaceAll("=", ""),
    "URL-safe base64": `${TEXT}\n${line.replace(base64, base64.replace(/[A-Za-z0-9]/, "-"))}`,
    "non-zero padding bits": note.replace(base64, looseBits(base64)),
    "key id alone": note.replace(base64, "AAAAAA=="),
    "third field": note.replace("=\n", "= AAAA\n"),
    "other line between signatures": `${note}hello\n${line}`,
    "trailing text": `${note}hello\n`,
    "empty line at the end": `${note}\n`,
  };
  assert.equal(problemOf(note, alpha.verifier), "ok");
  for (const [name, bad] of Object.entries(malformed)) {
    assert.notEqual(bad, note, name);
    assert.equal(problemOf(bad, alpha.verifier), "note_malformed", name);
  }
  const bytes = utf8(note);
  assert.equal(problemOf(Uint8Array.of(0xff, ...bytes), alpha.verifier), "note_not_utf8");
  assert.equal(problemOf(note.replace("first", "\ud800"), alpha.verifier), "note_not_utf8");
  assert.equal(
    problemOf(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes), alpha.verifier),
    "note_signature_wrong",
    "byte order mark",
  );
});

/** Another base64 text of the same bytes, for a decoder that ignores unused bits. */
function looseBits(base64: string): string {
  const loose = base64.replace(/.(?==)/, (last) => String.fromCharCode(last.charCodeAt(0) + 1));
  assert.ok(fromBase64(base64) !== undefined && fromBase64(loose) === undefined);
  assert.equal(toBase64(Buffer.from(loose, "base64")), base64);
  return loose;
}

test("opens no note with a byte changed, added or taken away", (t) => {
  const shape = fc.record({
    text: fc.string({ unit: "binary", maxLength: 60 }).map((text) => `${text.replace(/[\u0000-\u001f]/g, "\n")}\n`),
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    change: fc.constantFrom("replace", "insert", "delete", "cut"),
  });
  const property = fc.property(shape, ({ text, at, byte, change }) => {
    const note = utf8(signNote(text, [alpha.signer]));
    const opened = openNote(note, [alpha.verifier]);
    assert.ok(opened.ok);
    assert.equal(opened.value.text, text);
    const place = at % note.length;
    const rest = { replace: place + 1, insert: place, delete: place + 1, cut: note.length }[change];
    const middle = change === "replace" || change === "insert" ? [byte] : [];
    const bad = Uint8Array.from([...note.subarray(0, place), ...middle, ...note.subarray(rest)]);
    if (Buffer.compare(bad, note) !== 0) assert.ok(!openNote(bad, [alpha.verifier]).ok);
  });
  fc.assert(property, randomSeed(t, 2000));
});

test("refuses to write what could not be read back", () => {
  for (const text of ["", "no newline", "a\rb\n", "a\tb\n", "\ud800\n"]) {
    assert.throws(() => signNote(text, [alpha.signer]), RangeError, JSON.stringify(text));
  }
  for (const name of ["", "a b", "a+b", "a\u2003b", "a\nb", "\ud800"]) {
    assert.ok(!isKeyName(name));
    assert.throws(() => ed25519Verifier(name, new Uint8Array(32)), RangeError);
    assert.throws(() => formatNote(TEXT, [{ name, keyId: 1, signature: new Uint8Array(64) }]), RangeError);
  }
  assert.throws(() => openNote(TEXT, [alpha.verifier, alpha.verifier]), RangeError);
});
