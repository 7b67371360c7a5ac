import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { concatBytes, fromHex, toHex, utf8 } from "#kernel/bytes";
import { sha256, sha256Hex } from "#kernel/crypto";
import {
  deriveSalt,
  hashOfLeaf,
  leafText,
  objectId,
  publicId,
  resultHash,
  resultTextHash,
  rowHash,
  rowsRoot,
} from "#kernel/leaf";
import { leafHash, nodeHash } from "#kernel/merkle";

const A = "a1".repeat(32);
const B = "b2".repeat(32);

test("leaves have these bytes for ever", () => {
  const common = { height: 7, outcome: "done", position: 42, result: A, rows: B, time: 1_772_413_200_000 } as const;
  const golden = {
    genesis: leafText({ genesis: A, height: 0, kind: "genesis", position: 0, time: 1 }),
    transaction: leafText({ ...common, kind: "transaction", id: "00", envelope: A }),
    timer: leafText({ ...common, kind: "timer", id: "timer_0" }),
    block: leafText({
      block: A,
      bundle: B,
      height: 7,
      kind: "block",
      position: 43,
      proposer: A,
      skipped: { expired: 2, duplicate: 1 },
      time: 5,
    }),
  };
  assert.deepEqual(golden, {
    genesis: `{"genesis":"${A}","height":0,"kind":"genesis","position":0,"time":1}`,
    transaction: `{"envelope":"${A}","height":7,"id":"00","kind":"transaction","outcome":"done","position":42,"result":"${A}","rows":"${B}","time":1772413200000}`,
    timer: `{"height":7,"id":"timer_0","kind":"timer","outcome":"done","position":42,"result":"${A}","rows":"${B}","time":1772413200000}`,
    block: `{"block":"${A}","bundle":"${B}","height":7,"kind":"block","position":43,"proposer":"${A}","skipped":{"duplicate":1,"expired":2},"time":5}`,
  });
});

test("a leaf is hashed as RFC 6962 says", () => {
  const text = '{"name":"三链"}';
  assert.equal(toHex(hashOfLeaf(text)), toHex(sha256(concatBytes(Uint8Array.of(0), utf8(text)))));
});

test("salts are HMACs of the block's salt over kind, position and index", () => {
  const wanted = createHmac("sha256", fromHex(A)).update('["sanlian/salt/1","row",42,3]').digest("hex");
  assert.equal(deriveSalt(fromHex(A), "row", 42, 3), wanted);
  const others = [
    deriveSalt(fromHex(B), "row", 42, 3),
    deriveSalt(fromHex(A), "result", 42, 3),
    deriveSalt(fromHex(A), "timer", 42, 3),
    deriveSalt(fromHex(A), "row", 43, 3),
    deriveSalt(fromHex(A), "row", 42, 4),
  ];
  assert.equal(new Set([wanted, ...others]).size, 6);
});

test("results and rows are hashed as tagged arrays with their salt", () => {
  assert.equal(resultHash(A, { b: 1n, a: [] }), sha256Hex(`["sanlian/result/1","${A}",{"a":[],"b":"1"}]`));
  assert.equal(resultTextHash(A, '{"a":1}'), resultHash(A, { a: 1 }));
  assert.equal(
    toHex(rowHash(A, "deals", "deal_1", "null")),
    sha256Hex(`["sanlian/row/1","${A}","deals","deal_1",null]`),
  );
});

test("the rows root is that of an RFC 6962 tree over the row hashes, and of the empty tree without rows", () => {
  const hashes = [0, 1, 2].map((i) => rowHash(A, "deals", `deal_${i}`, "{}"));
  const [first, second, third] = hashes.map(leafHash) as [Uint8Array, Uint8Array, Uint8Array];
  assert.equal(rowsRoot(hashes), toHex(nodeHash(nodeHash(first, second), third)));
  assert.equal(rowsRoot([]), sha256Hex(""));
});

test("object ids sort in the order in which they were made and have 32 digits", () => {
  const made = [
    objectId("deal", 9, A, 0),
    objectId("deal", 9, A, 1),
    objectId("deal", 9, A, 10),
    objectId("deal", 10, A, 0),
  ];
  assert.deepEqual([...made].sort(), made);
  for (const id of made) assert.match(id, /^deal_[0-9a-f]{32}$/);
  assert.notEqual(objectId("deal", 9, A, 0), objectId("deal", 9, B, 0));
});

test("public ids sort by time", () => {
  const early = publicId("timer", 1_000, A, 5);
  const late = publicId("timer", 1_001, B, 0);
  assert.ok(early < late);
  assert.match(early, /^timer_0000000003e8[0-9a-f]{20}$/);
});
