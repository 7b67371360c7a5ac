import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCK_TYPE, type Block, type BlockHeader, blockHash, openBlock, saltBytes, sealBlock } from "#kernel/block";
import { fromBase64, toBase64, toHex, utf8, utf8Decode } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import { preAuthEncoding, signPayload, TRANSACTION_TYPE } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Value } from "#kernel/json";
import { testKeyPair } from "../../test/support/test-genesis.ts";

const key = testKeyPair("node");
const LOG_KEYS = new Map([[keyIdOf(key.publicKey), key.publicKey]]);
const LEDGER = `test@${"0".repeat(64)}`;
const BYTES_MAX = 100_000;
const HEADER: BlockHeader = {
  bundle: "b".repeat(64),
  height: 3,
  ledger: LEDGER,
  previous: "a".repeat(64),
  salt: "5a".repeat(32),
  time: 1_772_413_200_000,
};
const ENTRIES = ['{"args":{"name":"三链"}}', "[]", "1"];

interface Parts {
  entries: Value;
  envelope: { payload: string; payloadType: string; signatures: readonly { keyid: string; sig: string }[] };
}

function open(raw: string, bytesMax = BYTES_MAX): ReturnType<typeof openBlock> {
  return openBlock(raw, LEDGER, bytesMax, LOG_KEYS);
}

/** A block whose text was changed after it was sealed. */
function changed(change: (parts: Parts) => object): string {
  return canonicalize(change(JSON.parse(sealBlock(HEADER, ENTRIES, key).raw) as Parts) as Value);
}

/** A block whose header was changed before the proposer signed it. */
function signedAnew(change: (header: Record<string, Value>) => object): string {
  return changed(({ entries, envelope }) => {
    const header = JSON.parse(utf8Decode(fromBase64(envelope.payload) as Uint8Array)) as Record<string, Value>;
    const payload = canonicalize(change(header) as Value);
    const signatures = [signPayload(BLOCK_TYPE, payload, key)];
    return { entries, envelope: { ...envelope, payload: toBase64(utf8(payload)), signatures } };
  });
}

test("a sealed block opens to its header, entries and proposer", () => {
  for (const entries of [[], ENTRIES]) {
    const block = sealBlock(HEADER, entries, key);
    const { values, ...opened } = open(block.raw) as Block & { values: unknown };
    assert.deepEqual(opened, block);
    assert.deepEqual(
      values,
      entries.map((entry) => JSON.parse(entry) as unknown),
    );
    assert.equal(block.proposer, keyIdOf(key.publicKey));
    assert.equal(blockHash(block.raw), sha256Hex(block.raw));
    assert.equal(toHex(saltBytes(block)), HEADER.salt);
  }
});

test("the signed header names the entries by the hash of a tagged array", () => {
  const { envelope } = JSON.parse(sealBlock(HEADER, ENTRIES, key).raw) as Parts;
  const payload = fromBase64(envelope.payload) as Uint8Array;
  const entries = sha256Hex(`["sanlian/entries/1",[${ENTRIES.join(",")}]]`);
  assert.equal(utf8Decode(payload), canonicalize({ ...HEADER, entries }));
  const [signature] = envelope.signatures;
  assert.equal(signature?.sig, signPayload(BLOCK_TYPE, utf8Decode(payload), key).sig);
  assert.ok(utf8Decode(preAuthEncoding(BLOCK_TYPE, payload)).startsWith("DSSEv1 37 application/vnd.sanlian.block"));
});

test("what no proposer sealed is malformed", () => {
  const { raw } = sealBlock(HEADER, ENTRIES, key);
  const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const malformed: Record<string, string> = {
    empty: "",
    "no JSON": "block",
    "not canonical": ` ${raw}`,
    "a list": "[]",
    "a member more": changed((parts) => ({ ...parts, more: 1 })),
    "no entries": changed(({ envelope }) => ({ envelope })),
    "entries that are no list": changed((parts) => ({ ...parts, entries: {} })),
    "another entry": changed((parts) => ({ ...parts, entries: [1] })),
    "an entry less": changed((parts) => ({ ...parts, entries: JSON.parse(`[${ENTRIES[0]}]`) as Value })),
    "entries in another order": changed((parts) => ({ ...parts, entries: [...(parts.entries as Value[])].reverse() })),
    "another payload type": changed(({ entries, envelope }) => ({
      entries,
      envelope: { ...envelope, payloadType: TRANSACTION_TYPE },
    })),
    "two signatures": changed(({ entries, envelope }) => ({
      entries,
      envelope: { ...envelope, signatures: [envelope.signatures[0], envelope.signatures[0]] },
    })),
    "a short signature": changed(({ entries, envelope }) => ({
      entries,
      envelope: { ...envelope, signatures: [{ ...envelope.signatures[0], sig: "AAAA" }] },
    })),
    "a header without salt": signedAnew(({ salt: _, ...header }) => header),
    "a header with more": signedAnew((header) => ({ ...header, more: 1 })),
    "height zero": signedAnew((header) => ({ ...header, height: 0 })),
    "a time before all times": signedAnew((header) => ({ ...header, time: -1 })),
    "a time in words": signedAnew((header) => ({ ...header, time: "now" })),
    "a short predecessor": signedAnew((header) => ({ ...header, previous: "00" })),
    "a header that names other entries": signedAnew((header) => ({ ...header, entries: "0".repeat(64) })),
    "a header that is none": signedAnew(() => [1]),
    "an entry too deep": sealBlock(HEADER, [deep(17)], key).raw,
    "a lone surrogate": raw.replace("三链", "\ud800"),
  };
  for (const [name, text] of Object.entries(malformed)) assert.equal(open(text), "malformed_block", name);
  assert.notEqual(open(sealBlock(HEADER, [deep(16)], key).raw), "malformed_block");
});

test("a block is measured in bytes", () => {
  const { raw } = sealBlock(HEADER, ENTRIES, key);
  const bytes = utf8(raw).length;
  assert.ok(bytes > raw.length);
  assert.equal(typeof open(raw, bytes), "object");
  assert.equal(open(raw, bytes - 1), "malformed_block");
});

test("a block of another ledger, a stranger or with a bad signature is none", () => {
  assert.equal(open(sealBlock({ ...HEADER, ledger: `other@${"0".repeat(64)}` }, [], key).raw), "other_ledger");
  assert.equal(open(sealBlock(HEADER, [], testKeyPair("stranger")).raw), "unknown_proposer");
  const forged = sealBlock(HEADER, [], { ...testKeyPair("stranger"), keyId: keyIdOf(key.publicKey) } as typeof key);
  assert.equal(open(forged.raw), "bad_block_signature");
});
