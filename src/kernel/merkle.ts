import { sha256 } from "#kernel/crypto";
import { concatBytes, equalBytes } from "./bytes.ts";

/**
 * Merkle trees of RFC 6962 section 2.1 (RFC 9162 section 2.1) with SHA-256. A hash is 32 bytes. Sizes and indexes are safe
 * integers; they pass 2^31 long before a ledger ends, so no 32-bit operator touches them.
 */

/** Bytes of one hash. */
export const HASH_SIZE = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX_BYTES = Uint8Array.of(0x01);

/** Gives the hash of the complete subtree over leaves [index · 2^level, (index + 1) · 2^level). */
export type HashReader = (level: number, index: number) => Uint8Array;

/** Receives the hash of a complete subtree, as `HashReader` names it. */
export type HashSink = (level: number, index: number, hash: Uint8Array) => void;

/** Root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Hash of a leaf from the bytes of its entry: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF_PREFIX;
  input.set(entry, 1);
  return sha256(input);
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). Throws a RangeError unless both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) {
    throw new RangeError(`a node hashes two hashes of ${HASH_SIZE} bytes each`);
  }
  return sha256(concatBytes(NODE_PREFIX_BYTES, left, right));
}

/** Root of the tree over leaf hashes, in order. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  const range = new CompactRange();
  for (const hash of leafHashes) range.append(hash);
  return range.root();
}

/** Root of the first `size` leaves of a stored tree. */
export function rootFrom(size: number, read: HashReader): Uint8Array {
  requireSize(size, "size");
  return size === 0 ? emptyRoot() : rangeHash(0, size, read);
}

/** Inclusion proof of leaf `index` in the first `size` leaves, from the leaf's sibling upwards (RFC 9162 section 2.1.3.1). */
export function inclusionProof(index: number, size: number, read: HashReader): Uint8Array[] {
  requireSize(size, "size");
  requireSize(index, "index");
  if (index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size} leaves`);
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      proof.push(rangeHash(middle, end, read));
      end = middle;
    } else {
      proof.push(rangeHash(start, middle, read));
      start = middle;
    }
  }
  return proof.reverse();
}

/**
 * Proof that the first `size1` leaves begin the first `size2` leaves (RFC 9162 section 2.1.4.1). Nothing can be proved
 * about an empty tree, so `size1` is at least 1.
 */
export function consistencyProof(size1: number, size2: number, read: HashReader): Uint8Array[] {
  requireSize(size1, "size1");
  requireSize(size2, "size2");
  if (size1 === 0 || size1 > size2) throw new RangeError(`no consistency proof from ${size1} to ${size2} leaves`);
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = size2;
  while (end !== size1) {
    const middle = start + splitPoint(end - start);
    if (size1 <= middle) {
      proof.push(rangeHash(middle, end, read));
      end = middle;
    } else {
      proof.push(rangeHash(start, middle, read));
      start = middle;
    }
  }
  // The verifier holds root 1 already: it is sent only where it is not the subtree that the walk ended in.
  if (start !== 0) proof.push(rangeHash(start, end, read));
  return proof.reverse();
}

/** What an inclusion proof claims: the entry with this leaf hash is leaf `index` of the tree with this size and root. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** Whether a proof shows the claim (RFC 9162 section 2.1.3.2). A proof with a hash too many or too few is refused. */
export function verifyInclusion(claim: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  const root = rootByInclusion(claim, proof);
  return root !== undefined && equalBytes(root, claim.root);
}

/** The root that a proof leads to from a leaf hash, to be compared with a signed one; undefined when its length is wrong. */
export function rootByInclusion(
  { index, size, leafHash }: Omit<InclusionClaim, "root">,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!isSize(index) || !isSize(size) || index >= size) return undefined;
  if (![leafHash, ...proof].every(isHash)) return undefined;
  let at = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash);
      // A right-most node without sibling rises unchanged until it is a right child.
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : undefined;
}

/** What a consistency proof claims: the tree of size and root 1 is the beginning of the tree of size and root 2. */
export interface ConsistencyClaim {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
}

/** Whether a proof shows the claim (RFC 9162 section 2.1.4.2). `size1` 0 is refused: from it everything would follow. */
export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  const { size1, size2, root1, root2 } = claim;
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (!proof.every(isHash)) return false;
  let at = size1 - 1;
  let last = size2 - 1;
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // `at` is 0 here when size 1 is a power of two: then root 1 itself is the node that the proof starts from.
  const [seed, ...path] = at === 0 ? [root1, ...proof] : proof;
  if (seed === undefined || seed.length !== HASH_SIZE || proof.length === 0) return false;
  let hash1 = seed;
  let hash2 = seed;
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash1 = nodeHash(sibling, hash1);
      hash2 = nodeHash(sibling, hash2);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash2 = nodeHash(hash2, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equalBytes(hash1, root1) && equalBytes(hash2, root2);
}

/**
 * The growing edge of a tree: one hash for every complete subtree on its right side, at most 53. Appends a leaf with one
 * hash on average and gives the root at any time.
 */
export class CompactRange {
  /** The edge by level; undefined where the tree has no complete subtree of that height. */
  readonly #edge: (Uint8Array | undefined)[] = [];
  #size = 0;

  /** The edge of the first `size` leaves of a stored tree. */
  static restore(size: number, read: HashReader): CompactRange {
    requireSize(size, "size");
    const range = new CompactRange();
    range.#size = size;
    for (let level = 0, rest = size; rest > 0; level++, rest = half(rest)) {
      range.#edge.push(isOdd(rest) ? read(level, rest - 1) : undefined);
    }
    return range;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash; `sink` hears the leaf and every inner node that it completes, from below upwards. */
  append(hash: Uint8Array, sink?: HashSink): void {
    if (hash.length !== HASH_SIZE) throw new RangeError(`a leaf hash has ${HASH_SIZE} bytes, not ${hash.length}`);
    requireSize(this.#size + 1, "size");
    let node = hash;
    let level = 0;
    let index = this.#size++;
    sink?.(level, index, node);
    for (let left = this.#edge[0]; left !== undefined; left = this.#edge[level]) {
      node = nodeHash(left, node);
      this.#edge[level++] = undefined;
      index = half(index);
      sink?.(level, index, node);
    }
    this.#edge[level] = node;
  }

  /** Root of the tree so far. */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const node of this.#edge) {
      if (node !== undefined) root = root === undefined ? node : nodeHash(node, root);
    }
    return root ?? emptyRoot();
  }
}

/** Hash over leaves [start, end), where start is a multiple of the largest power of two below the length. */
function rangeHash(start: number, end: number, read: HashReader): Uint8Array {
  const length = end - start;
  const left = splitPoint(length);
  if (left * 2 === length || length === 1) return read(Math.log2(length), start / length);
  return nodeHash(read(Math.log2(left), start / left), rangeHash(start + left, end, read));
}

/** The largest power of two smaller than a length of at least 2; 1 for the length 1. */
function splitPoint(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_SIZE;
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function requireSize(value: number, name: string): void {
  if (!isSize(value)) throw new RangeError(`${name} ${value} is not a whole number from 0 to 2^53 - 1`);
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
