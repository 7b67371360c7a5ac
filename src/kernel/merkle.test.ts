import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { publishedVectors } from "../../test/support/published-vectors.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { fromBase64, fromHex, toHex, utf8 } from "./bytes.ts";
import {
  CompactRange,
  consistencyProof,
  emptyRoot,
  type HashReader,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFrom,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

/** The eight entries that the log servers of RFC 6962 are tested with, and the roots of the first n of them. */
const ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => leafHash(utf8(`entry ${i}`)));

/** Every complete subtree of a tree, as an append hears them. */
function store(hashes: readonly Uint8Array[]): { read: HashReader; range: CompactRange } {
  const nodes = new Map<string, Uint8Array>();
  const range = new CompactRange();
  for (const hash of hashes) range.append(hash, (level, index, node) => nodes.set(`${level}/${index}`, node));
  const read: HashReader = (level, index) => {
    const node = nodes.get(`${level}/${index}`);
    assert.ok(node, `no complete subtree ${level}/${index}`);
    return node;
  };
  return { read, range };
}

/** The definition of RFC 6962 section 2.1, word for word and slow. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (first === undefined) return emptyRoot();
  if (hashes.length === 1) return first;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)));
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

test("gives the roots of the RFC 6962 reference tree", () => {
  const hashes = ENTRIES.map((hex) => leafHash(fromHex(hex)));
  for (const [size, root] of ROOTS.entries()) {
    assert.equal(toHex(rootOf(hashes.slice(0, size))), root);
    assert.equal(toHex(rootFrom(size, store(hashes).read)), root);
  }
});

test("gives the proofs that RFC 6962 section 2.1.3 draws for seven leaves", () => {
  const hashes = leaves(7);
  const { read } = store(hashes);
  const [a, b, c, d, e, f, j] = hashes;
  assert.ok(a && b && c && d && e && f && j);
  const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
  const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
  assert.deepEqual(inclusionProof(0, 7, read), [b, h, l]);
  assert.deepEqual(inclusionProof(3, 7, read), [c, g, l]);
  assert.deepEqual(inclusionProof(4, 7, read), [f, j, k]);
  assert.deepEqual(inclusionProof(6, 7, read), [i, k]);
  assert.deepEqual(consistencyProof(3, 7, read), [c, d, g, l]);
  assert.deepEqual(consistencyProof(4, 7, read), [l]);
  assert.deepEqual(consistencyProof(6, 7, read), [i, j, k]);
});

interface InclusionVector {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyVector {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

function decode(text: string): Uint8Array {
  const bytes = fromBase64(text);
  assert.ok(bytes, `base64 ${text}`);
  return bytes;
}

test("agrees with the published inclusion vectors, good and bad", (t) => {
  for (const [name, v] of publishedVectors<InclusionVector>(t, "merkle/testdata/inclusion")) {
    const claim = { index: v.leafIdx, size: v.treeSize, root: decode(v.root), leafHash: decode(v.leafHash) };
    assert.equal(verifyInclusion(claim, (v.proof ?? []).map(decode)), !v.wantErr, name);
  }
});

test("agrees with the published consistency vectors, good and bad", (t) => {
  for (const [name, v] of publishedVectors<ConsistencyVector>(t, "merkle/testdata/consistency")) {
    const claim = { size1: v.size1, size2: v.size2, root1: decode(v.root1), root2: decode(v.root2) };
    assert.equal(verifyConsistency(claim, (v.proof ?? []).map(decode)), !v.wantErr, name);
  }
});

test("proves every leaf and every earlier size of all small trees", () => {
  const hashes = leaves(40);
  const { read } = store(hashes);
  for (let size = 1; size <= hashes.length; size++) {
    const root = rootByDefinition(hashes.slice(0, size));
    for (let other = 1; other <= size; other++) {
      const leaf = hashes[other - 1];
      assert.ok(leaf);
      const claim = { index: other - 1, size, root, leafHash: leaf };
      assert.ok(verifyInclusion(claim, inclusionProof(other - 1, size, read)), `leaf ${other - 1} of ${size}`);
      const root1 = rootByDefinition(hashes.slice(0, other));
      const earlier = { size1: other, size2: size, root1, root2: root };
      assert.ok(verifyConsistency(earlier, consistencyProof(other, size, read)), `${other} to ${size}`);
    }
  }
});

test("proves random trees and refuses every proof with one bit, hash or number changed", (t) => {
  const shape = fc.record({
    size: fc.integer({ min: 1, max: 700 }),
    at: fc.nat(),
    bit: fc.nat({ max: 255 }),
    which: fc.nat(),
  });
  const property = fc.property(shape, ({ size, at, bit, which }) => {
    const hashes = leaves(size);
    const { read, range } = store(hashes);
    const root = range.root();
    assert.deepEqual(root, rootByDefinition(hashes));
    const index = at % size;
    const leaf = hashes[index];
    assert.ok(leaf);
    const claim = { index, size, root, leafHash: leaf };
    const proof = inclusionProof(index, size, read);
    assert.ok(verifyInclusion(claim, proof));
    for (const bad of broken(proof, which, bit)) assert.ok(!verifyInclusion(claim, bad));
    assert.ok(!verifyInclusion({ ...claim, root: flipBit(root, bit) }, proof));
    assert.ok(!verifyInclusion({ ...claim, leafHash: flipBit(leaf, bit) }, proof));
    if (size > 1) assert.ok(!verifyInclusion({ ...claim, index: (index + 1) % size }, proof));

    const size1 = index + 1;
    const earlier = { size1, size2: size, root1: rootByDefinition(hashes.slice(0, size1)), root2: root };
    const link = consistencyProof(size1, size, read);
    assert.ok(verifyConsistency(earlier, link));
    for (const bad of broken(link, which, bit)) assert.ok(!verifyConsistency(earlier, bad));
    assert.ok(!verifyConsistency({ ...earlier, root1: flipBit(earlier.root1, bit) }, link));
    assert.ok(!verifyConsistency({ ...earlier, root2: flipBit(root, bit) }, link));
  });
  fc.assert(property, randomSeed(t, 60));
});

/** A proof with one bit changed, one hash missing, one too many, and two swapped. */
function broken(proof: readonly Uint8Array[], which: number, bit: number): Uint8Array[][] {
  const extra = leafHash(utf8("extra"));
  const wrong = [
    [...proof, extra],
    [extra, ...proof],
    [...proof, new Uint8Array(0)],
  ];
  if (proof.length > 0) {
    const at = which % proof.length;
    wrong.push(proof.map((hash, i) => (i === at ? flipBit(hash, bit) : hash)));
    wrong.push(proof.slice(1), proof.slice(0, -1));
    wrong.push(proof.map((hash, i) => (i === at ? hash.subarray(0, 31) : hash)));
  }
  if (proof.length > 1) wrong.push([...proof].reverse());
  return wrong;
}

test("refuses a proof longer than the tree is high, also when it hashes to the root", () => {
  const [leaf, other] = [leafHash(utf8("leaf")), leafHash(utf8("other"))];
  const root = nodeHash(other, leaf);
  assert.ok(!verifyInclusion({ index: 0, size: 1, root, leafHash: leaf }, [other]));
  const proof = [leaf, other, leaf];
  const [root1, root2] = [nodeHash(leaf, leaf), nodeHash(leaf, nodeHash(leaf, other))];
  assert.ok(verifyConsistency({ size1: 3, size2: 4, root1, root2 }, proof));
  const higher = { size1: 3, size2: 4, root1: nodeHash(other, root1), root2: nodeHash(other, root2) };
  assert.ok(!verifyConsistency(higher, [...proof, other]));
});

test("restores the edge of a stored tree and goes on with the same roots", () => {
  const hashes = leaves(300);
  const { read, range: whole } = store(hashes);
  for (const size of [0, 1, 2, 3, 255, 256, 257, 300]) {
    const range = CompactRange.restore(size, read);
    assert.equal(range.size, size);
    assert.deepEqual(range.root(), rootFrom(size, read));
    for (const hash of hashes.slice(size)) range.append(hash);
    assert.deepEqual(range.root(), whole.root());
  }
});

test("counts beyond 32 bits", () => {
  // In a tree of equal leaves every complete subtree of one height has the same hash, so trees of any size are at hand.
  const byLevel = [leafHash(utf8("same"))];
  for (let level = 0; level < 52; level++) {
    const below = byLevel[level];
    assert.ok(below);
    byLevel.push(nodeHash(below, below));
  }
  const read: HashReader = (level, index) => {
    assert.ok(Number.isSafeInteger(index));
    return byLevel[level] ?? assert.fail(`level ${level}`);
  };
  const leaf = read(0, 0);
  for (const size of [2 ** 31 + 1, 2 ** 32 + 5, 2 ** 40, 2 ** 45 - 1, Number.MAX_SAFE_INTEGER]) {
    const root = rootFrom(size, read);
    for (const index of [0, 2 ** 31, 2 ** 31 - 1, size - 1]) {
      const claim = { index, size, root, leafHash: leaf };
      assert.ok(verifyInclusion(claim, inclusionProof(index, size, read)), `leaf ${index} of ${size}`);
      const earlier = { size1: index + 1, size2: size, root1: rootFrom(index + 1, read), root2: root };
      assert.ok(verifyConsistency(earlier, consistencyProof(index + 1, size, read)), `${index + 1} to ${size}`);
    }
    assert.deepEqual(CompactRange.restore(size, read).root(), root);
  }
});

test("refuses numbers that are not sizes", () => {
  const leaf = leafHash(utf8("only"));
  for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    assert.ok(!verifyInclusion({ index: bad, size: 1, root: leaf, leafHash: leaf }, []));
    assert.ok(!verifyInclusion({ index: 0, size: bad, root: leaf, leafHash: leaf }, []));
    assert.ok(!verifyConsistency({ size1: bad, size2: bad, root1: leaf, root2: leaf }, []));
    assert.throws(() => rootFrom(bad, () => leaf), RangeError);
    assert.throws(() => inclusionProof(bad, 1, () => leaf), RangeError);
    assert.throws(() => consistencyProof(1, bad, () => leaf), RangeError);
  }
  assert.throws(() => inclusionProof(1, 1, () => leaf), RangeError);
  assert.throws(() => consistencyProof(0, 1, () => leaf), RangeError);
  assert.throws(() => consistencyProof(2, 1, () => leaf), RangeError);
  assert.throws(() => new CompactRange().append(leaf.subarray(1)), RangeError);
  assert.throws(() => nodeHash(leaf, leaf.subarray(1)), RangeError);
});
