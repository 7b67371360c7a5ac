import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromBase64, toBase64, toHex, utf8, utf8Decode } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import {
  argsHash,
  assemble,
  draftPayload,
  type EnvelopeProblem,
  type Opened,
  openSubmission,
  parsePayload,
  preAuthEncoding,
  type SigningKey,
  type Submission,
  signPayload,
  signTransaction,
  submissionText,
  TRANSACTION_TYPE,
  transactionId,
  verifySignatures,
} from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, parseCanonical, type Value } from "#kernel/json";
import { randomSeed } from "../../test/support/random-seed.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";

const [ada, bo, cy] = ["ada", "bo", "cy"].map(testKeyPair) as [SigningKey, SigningKey, SigningKey];
const DRAFT = {
  ledger: `test@${"0".repeat(64)}`,
  command: "tally.add-to-counter",
  args: { amount: 12n, name: "北京" },
  notAfter: 1_772_413_200_000,
};
const PERSONAL = [{ path: "name", salt: "5a".repeat(32), value: "Li" }];

function open(submission: Submission | Json): Opened {
  const opening = openText(canonicalize(submission as Value));
  assert(opening.ok, JSON.stringify(opening));
  return opening.opened;
}

function openText(text: string): ReturnType<typeof openSubmission> {
  const parsed = parseCanonical(text);
  assert(parsed.ok, text);
  return openSubmission(text, parsed.value);
}

function problemOf(submission: Submission | Json): EnvelopeProblem | "none" {
  const opening = openText(canonicalize(submission as Value));
  return opening.ok ? "none" : opening.problem;
}

/** Public keys in the order of the payload's signers. */
function keysOf(opened: Opened, keys: readonly SigningKey[]): Uint8Array[] {
  return opened.payload.signers.map((id) => keys.find((key) => keyIdOf(key.publicKey) === id)?.publicKey as Uint8Array);
}

test("encodes what is signed as the example of the DSSE specification", () => {
  const encoded = preAuthEncoding("http://example.com/HelloWorld", utf8("hello world"));
  assert.equal(utf8Decode(encoded), "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  assert.equal(utf8Decode(preAuthEncoding("é", utf8("三"))), "DSSEv1 2 é 3 三", "lengths are those of the bytes");
});

test("a signed transaction opens to what was signed, and verifies with the keys of its signers", () => {
  for (const keys of [[ada], [ada, bo, cy]]) {
    const submission = signTransaction(DRAFT, keys);
    const opened = open(submission);
    assert.equal(opened.payload.command, DRAFT.command);
    assert.deepEqual(opened.args, { amount: "12", name: "北京" });
    assert.deepEqual(opened.payload.signers, keys.map((key) => keyIdOf(key.publicKey)).sort());
    assert.equal(opened.payload.argsHash, argsHash(opened.argsSalt, DRAFT.args));
    assert.equal(opened.argsText, canonicalize(DRAFT.args));
    assert.equal(opened.text, canonicalize(submission as unknown as Value));
    assert.equal(opened.envelopeHash, sha256Hex(canonicalize(submission.envelope as unknown as Value)));
    assert.ok(verifySignatures(opened, keysOf(opened, keys)));
    assert.ok(
      !verifySignatures(
        opened,
        keysOf(opened, keys).map(() => testKeyPair("mallory").publicKey),
      ),
    );
    assert.ok(!verifySignatures(opened, keysOf(opened, keys).slice(1)));
  }
});

test("several signers sign one payload apart, in any order", () => {
  const { payload, argsSalt } = draftPayload(
    DRAFT,
    [ada, bo].map((key) => keyIdOf(key.publicKey)),
  );
  const text = canonicalize({ ...payload });
  const signatures = [ada, bo].map((key) => signPayload(TRANSACTION_TYPE, text, key));
  for (const order of [signatures, [...signatures].reverse()]) {
    const opened = open(assemble(text, order, DRAFT, argsSalt));
    assert.ok(verifySignatures(opened, keysOf(opened, [ada, bo])));
  }
});

test("the same command signed twice has another salt, nonce and id", () => {
  const [first, second] = [open(signTransaction(DRAFT, [ada])), open(signTransaction(DRAFT, [ada]))];
  assert.notEqual(first.argsSalt, second.argsSalt);
  assert.notEqual(first.payload.nonce, second.payload.nonce);
  assert.notEqual(first.payload.argsHash, second.payload.argsHash);
  assert.notEqual(first.id, second.id);
});

test("an id is the end of its term and the hash of the signed bytes, so ids sort by time", () => {
  const opened = open(signTransaction(DRAFT, [ada]));
  assert.equal(opened.id, `0000019cac0f2680${toHex(sha256Of(opened.signedBytes))}`);
  assert.equal(opened.id, transactionId(DRAFT.notAfter, preAuthEncoding(TRANSACTION_TYPE, utf8(opened.payloadText))));
  const terms = [0, 1, 255, 256, DRAFT.notAfter, Number.MAX_SAFE_INTEGER];
  const ids = terms.map((notAfter) => transactionId(notAfter, opened.signedBytes));
  assert.deepEqual([...ids].sort(), ids);
  for (const id of ids) assert.equal(id.length, 80);
});

function sha256Of(bytes: Uint8Array): Uint8Array {
  return Buffer.from(sha256Hex(bytes), "hex");
}

test("the id is that of the signed content: no change outside it gives another id, none inside keeps it", () => {
  const submission = signTransaction(DRAFT, [ada]);
  const { id } = open(submission);
  assert.equal(open({ ...submission, personal: PERSONAL }).id, id);
  assert.notEqual(open(signTransaction({ ...DRAFT, notAfter: DRAFT.notAfter + 1 }, [ada])).id, id);
});

test("personal values stay beside the entry: neither its text nor its hash holds them", () => {
  const submission = signTransaction({ ...DRAFT, personal: PERSONAL }, [ada]);
  const opened = open(submission);
  const { personal: _, ...without } = submission;
  assert.deepEqual(opened.personal, PERSONAL);
  assert.equal(opened.text, canonicalize(without as unknown as Value));
  assert.equal(opened.envelopeHash, open(without as unknown as Submission).envelopeHash);
  assert.equal(opened.argsText, canonicalize(DRAFT.args));
});

test("says what makes a submission malformed", () => {
  const submission = signTransaction(DRAFT, [ada, bo]);
  const { envelope } = submission;
  const envelopeWith = (change: object): Json =>
    ({ ...submission, envelope: { ...envelope, ...change } }) as unknown as Json;
  const cases: Record<Exclude<EnvelopeProblem, "signatures_not_those_of_signers">, readonly Json[]> = {
    malformed_submission: [
      null,
      [],
      "text",
      {},
      { ...submission, more: 1 } as unknown as Json,
      { ...submission, args: [] } as unknown as Json,
      { ...submission, argsSalt: "00" } as unknown as Json,
      { ...submission, argsSalt: submission.argsSalt.toUpperCase() } as unknown as Json,
      { ...submission, personal: [] } as unknown as Json,
      { ...submission, personal: null } as unknown as Json,
      { ...submission, personal: [{ ...PERSONAL[0], salt: "00" }] } as unknown as Json,
      { ...submission, personal: [{ ...PERSONAL[0], value: 1 }] } as unknown as Json,
      { ...submission, personal: [{ ...PERSONAL[0], more: "a" }] } as unknown as Json,
    ],
    malformed_envelope: [
      { ...submission, envelope: null } as unknown as Json,
      envelopeWith({ more: 1 }),
      envelopeWith({ payloadType: "application/vnd.sanlian.block.v1+json" }),
      envelopeWith({ payload: 5 }),
      envelopeWith({ payload: envelope.payload.replace(/=*$/, "") }),
      envelopeWith({ payload: `${envelope.payload}\n` }),
      envelopeWith({ payload: envelope.payload.replaceAll("+", "-").replaceAll("/", "_").concat("A") }),
      envelopeWith({ signatures: [] }),
      envelopeWith({ signatures: {} }),
      envelopeWith({ signatures: [{ keyid: "00", sig: "AA==" }] }),
      envelopeWith({ signatures: [{ keyid: "0".repeat(64), sig: 1 }] }),
      envelopeWith({ signatures: [{ keyid: "0".repeat(64), sig: "AA==", more: 1 }] }),
      envelopeWith({ signatures: Array.from({ length: 17 }, () => ({ keyid: "0".repeat(64), sig: "AA==" })) }),
    ],
    malformed_payload: malformedPayloads().map((payload) => envelopeWith({ payload })),
    arguments_do_not_match_hash: [
      { ...submission, args: { ...submission.args, amount: "13" } },
      { ...submission, args: {} },
      { ...submission, argsSalt: "0".repeat(64) },
    ] as unknown as Json[],
  };
  for (const [problem, submissions] of Object.entries(cases)) {
    for (const each of submissions) assert.equal(problemOf(each), problem, canonicalize(each as Value).slice(0, 200));
  }
});

/** Base64 of payloads that are none, each for one reason. */
function malformedPayloads(): string[] {
  const { payload } = draftPayload(DRAFT, [keyIdOf(ada.publicKey), keyIdOf(bo.publicKey)]);
  const { nonce: _, ...less } = payload;
  const changed: readonly object[] = [
    less,
    { ...payload, more: 1 },
    { ...payload, argsHash: payload.argsHash.slice(2) },
    { ...payload, nonce: payload.nonce.slice(2) },
    { ...payload, nonce: payload.nonce.toUpperCase().replaceAll(/[0-9]/g, "A") },
    { ...payload, command: 1 },
    { ...payload, command: "a".repeat(101) },
    { ...payload, ledger: "a".repeat(121) },
    { ...payload, notAfter: -1 },
    { ...payload, notAfter: String(payload.notAfter) },
    { ...payload, signers: [] },
    { ...payload, signers: [...payload.signers].reverse() },
    { ...payload, signers: [payload.signers[0], payload.signers[0]] },
    { ...payload, signers: ["00"] },
    { ...payload, signers: payload.signers.join() },
  ];
  const texts = [
    ...changed.map((each) => canonicalize(each as Value)),
    JSON.stringify(Object.fromEntries(Object.entries(payload).reverse())),
    ` ${canonicalize({ ...payload })}`,
    canonicalize({ ...payload }).replace(/"notAfter":\d+/, '"notAfter":9007199254740992'),
    "[]",
  ];
  const notUtf8 = toBase64(Uint8Array.of(0xff, 0xfe));
  return [...texts.map((text) => toBase64(utf8(text))), notUtf8];
}

test("signatures that are not exactly those of the signers make it malformed: none can be stripped or added", () => {
  const submission = signTransaction(DRAFT, [ada, bo]);
  const { envelope } = submission;
  const [first, second] = envelope.signatures as [{ keyid: string; sig: string }, { keyid: string; sig: string }];
  const third = signPayload(TRANSACTION_TYPE, utf8Decode(fromBase64(envelope.payload) as Uint8Array), cy);
  const bytes = fromBase64(first.sig) as Uint8Array;
  const padded = first.sig.slice(0, -3);
  const wrong: Record<string, readonly unknown[]> = {
    stripped: [first],
    added: [first, second, third],
    replaced: [first, { ...third, keyid: third.keyid }],
    reordered: [second, first],
    duplicated: [first, first],
    "a third time the first": [first, second, first],
    "of 63 bytes": [{ ...first, sig: toBase64(bytes.subarray(1)) }, second],
    "of 65 bytes": [{ ...first, sig: toBase64(Uint8Array.from([...bytes, 0])) }, second],
    "without padding": [{ ...first, sig: first.sig.replace(/=+$/, "") }, second],
    "with bits in the padding": [{ ...first, sig: `${padded}${nextChar(first.sig.at(-3))}==` }, second],
    "in URL base64": [{ ...first, sig: `-${first.sig.slice(1)}` }, second],
  };
  for (const [name, signatures] of Object.entries(wrong)) {
    const changed = { ...submission, envelope: { ...envelope, signatures } } as unknown as Json;
    assert.equal(problemOf(changed), "signatures_not_those_of_signers", name);
  }
});

/** The next character of the base64 alphabet: it differs in the lowest bit, which padding demands to be zero. */
function nextChar(char = ""): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet.charAt(alphabet.indexOf(char) + 1);
}

test("signatures under each other's key ids do not verify", () => {
  const submission = signTransaction(DRAFT, [ada, bo]);
  const [first, second] = submission.envelope.signatures;
  const swapped = [
    { keyid: first?.keyid, sig: second?.sig },
    { keyid: second?.keyid, sig: first?.sig },
  ];
  const opened = open({ ...submission, envelope: { ...submission.envelope, signatures: swapped } } as unknown as Json);
  assert.ok(!verifySignatures(opened, keysOf(opened, [ada, bo])));
});

test("a payload that some other use of the key signed is no transaction", () => {
  const submission = signTransaction(DRAFT, [ada]);
  const text = utf8Decode(fromBase64(submission.envelope.payload) as Uint8Array);
  const signatures = [signPayload("application/vnd.sanlian.session.v1+json", text, ada)];
  const opened = open({ ...submission, envelope: { ...submission.envelope, signatures } } as unknown as Json);
  assert.ok(!verifySignatures(opened, keysOf(opened, [ada])));
});

test("reads a payload only in its canonical form", () => {
  const { payload } = draftPayload(DRAFT, [keyIdOf(ada.publicKey)]);
  assert.deepEqual(parsePayload(canonicalize({ ...payload })), payload);
  assert.equal(parsePayload(JSON.stringify(payload, null, 1)), undefined);
});

test("no change of one character of a submission gives another one that verifies under the same id", (t) => {
  const keys = [ada, bo];
  const text = submissionText({ ...DRAFT, personal: PERSONAL }, keys);
  const { id } = open(JSON.parse(text) as Json);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...'09afAZ+/="{}[],: é'), (at, char) => {
      const changed = text.slice(0, at) + char + text.slice(at + 1);
      const parsed = parseCanonical(changed);
      if (changed === text || !parsed.ok) return;
      const opening = openSubmission(changed, parsed.value);
      if (!opening.ok || !verifySignatures(opening.opened, keysOf(opening.opened, keys))) return;
      // Only what is not signed may differ, and that is checked against its commitment.
      assert.equal(opening.opened.id, id);
      assert.equal(opening.opened.text, open(JSON.parse(text) as Json).text);
    }),
    randomSeed(t, 2_000),
  );
});
