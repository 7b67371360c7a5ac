import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inclusionProof, leafHash, nodeHash, rootOf } from "#kernel/merkle";
import { randomSeed } from "../../../test/support/random-seed.ts";
import { breakOf, pathSides, proofPicture } from "./proof-picture.ts";

test("the sides of a path lead from any leaf to the root of its tree", (t) => {
  const size = fc.integer({ min: 1, max: 70 });
  const place = size.chain((leaves) => fc.tuple(fc.constant(leaves), fc.integer({ min: 0, max: leaves - 1 })));
  fc.assert(
    fc.property(place, ([leaves, index]) => {
      const hashes = Array.from({ length: leaves }, (_, i) => leafHash(Uint8Array.of(i)));
      const path = inclusionProof(index, leaves, (level, at) =>
        rootOf(hashes.slice(at * 2 ** level, (at + 1) * 2 ** level)),
      );
      const sides = pathSides(index, leaves);
      assert.equal(sides.length, path.length);
      let hash = hashes[index] as Uint8Array;
      for (const [i, sibling] of path.entries()) {
        hash = sides[i] === "left" ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
      }
      assert.deepEqual(hash, rootOf(hashes));
    }),
    randomSeed(t),
  );
});

test("the path rises from the leaf to the root and stays inside the picture", () => {
  const { leaf, nodes } = proofPicture(pathSides(17_655, 18_209), 540, 112);
  const points = [leaf, ...nodes];
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined) assert(point.x > before.x && point.y < before.y);
    assert(point.x >= 0 && point.x <= 540 && point.y >= 0 && point.y <= 112);
  }
  for (const { sibling } of nodes) assert(sibling.y >= 0 && sibling.y <= 112);
});

test("a tree of one leaf has a path without nodes", () => {
  assert.deepEqual(proofPicture(pathSides(0, 1), 540, 112).nodes, []);
});

test("the picture breaks at the failed check that is nearest to what is shown", () => {
  const failed = (...codes: readonly ("contents" | "inclusion" | "genesis" | "anchor" | "signatures")[]) => ({
    checks: codes.map((code) => ({ code, status: "failed" as const, facts: {} })),
  });
  assert.equal(breakOf(failed()), undefined);
  assert.equal(breakOf(failed("inclusion", "contents")), "contents");
  assert.equal(breakOf(failed("genesis", "signatures")), "leaf");
  assert.equal(breakOf(failed("genesis")), "head");
  assert.equal(breakOf(failed("anchor")), "anchor");
});
