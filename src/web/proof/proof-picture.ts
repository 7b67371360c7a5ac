import type { ReceiptReport } from "#kernel/receipt-report";
import type { CheckCode } from "#kernel/receipt-texts";

/** Where the picture of a proof puts its points: what is shown, its leaf, the path upwards, the signed root. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ProofPicture {
  readonly width: number;
  readonly height: number;
  /** Right edge of the box of what is shown. */
  readonly box: Point;
  readonly leaf: Point;
  /** One a hash of the path, from the leaf upwards; the last one is the root. Siblings hang below or stand above. */
  readonly nodes: readonly (Point & { readonly sibling: Point; readonly side: PathSide })[];
}

/** On which side of the path a sibling stands. */
export type PathSide = "left" | "right";

const BOX = 62;
const LEAF_GAP = 26;
/** Room for the words behind the root. */
const WORDS = 108;
const TOP = 22;
const HANG = 19;

/** Lays the picture out for a path; `width` in pixels of its view box. */
export function proofPicture(sides: readonly PathSide[], width: number, height: number): ProofPicture {
  const base = height - 2 * HANG;
  const leaf = { x: BOX + LEAF_GAP, y: base };
  const steps = sides.length;
  const run = width - WORDS - leaf.x;
  const at = (step: number): Point => ({
    x: round(leaf.x + (run * step) / Math.max(1, steps)),
    y: round(base - ((base - TOP) * step) / Math.max(1, steps)),
  });
  const nodes = sides.map((side, i) => {
    const { x, y } = at(i + 1);
    const under = at(i + 0.5);
    return { x, y, side, sibling: { x: under.x, y: round(side === "right" ? under.y + HANG : under.y - HANG) } };
  });
  return { width, height, box: { x: BOX, y: base }, leaf, nodes };
}

/**
 * Sides of the siblings in the inclusion proof of a leaf, from the leaf upwards (RFC 9162 section 2.1.3.1). Their number
 * is that of the hashes.
 */
export function pathSides(index: number, size: number): readonly PathSide[] {
  const sides: PathSide[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    let half = 1;
    while (half * 2 < end - start) half *= 2;
    if (index < start + half) {
      sides.push("right");
      end = start + half;
    } else {
      sides.push("left");
      start += half;
    }
  }
  return sides.reverse();
}

/** Where the picture breaks: the first link from what is shown to the head that does not hold. */
export type Break = "contents" | "leaf" | "path" | "head" | "anchor";

const LINKS: readonly (readonly [Break, readonly CheckCode[]])[] = [
  ["contents", ["contents"]],
  ["leaf", ["leaf", "transaction", "signatures", "enrolments"]],
  ["path", ["inclusion"]],
  ["head", ["file", "genesis", "keys", "checkpoint"]],
  ["anchor", ["anchor"]],
];

/** Where a checked receipt breaks; undefined when it holds. */
export function breakOf({ checks }: Pick<ReceiptReport, "checks">): Break | undefined {
  const failed = new Set(checks.flatMap(({ code, status }) => (status === "failed" ? [code] : [])));
  return LINKS.find(([, codes]) => codes.some((code) => failed.has(code)))?.[0];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
