import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Allow } from "#kernel/command";
import type { Signer } from "#kernel/identity";
import { randomSeed } from "../../test/support/random-seed.ts";
import { fulfils, orderSigners } from "./run-contract.ts";

function signer(personId: string, ...roles: string[]): Signer {
  return { keyId: `key of ${personId}`, personId, memberId: "member", roles };
}

const command = { allow: ["keeper"] as Allow, cosigners: [["checker"] as Allow, "anyone" as Allow] };

test("puts signers in the order in which the command names them", () => {
  const [ann, bo, cy] = [signer("ann"), signer("bo", "checker"), signer("cy", "keeper", "checker")];
  assert.deepEqual(orderSigners(command, [ann, bo, cy]), [cy, bo, ann]);
  assert.deepEqual(orderSigners({ allow: "anyone" }, [ann]), [ann]);
});

test("takes neither fewer nor more signers than the command names", () => {
  const [ann, bo, cy] = [signer("ann"), signer("bo", "checker"), signer("cy", "keeper")];
  assert.equal(orderSigners(command, [bo, cy]), undefined);
  assert.equal(orderSigners(command, [ann, bo, cy, signer("di", "keeper")]), undefined);
  assert.equal(orderSigners({ allow: "anyone" }, []), undefined);
  assert.equal(orderSigners({ allow: ["keeper"] }, [ann]), undefined);
});

test("one person with two keys is one signer", () => {
  const both = signer("ann", "keeper", "checker");
  const twoEyes = { allow: ["keeper"] as Allow, cosigners: [["checker"] as Allow] };
  assert.equal(orderSigners(twoEyes, [both, { ...both, keyId: "her phone" }]), undefined);
  assert.ok(orderSigners(twoEyes, [both, signer("bo", "keeper", "checker")]));
});

test("finds an order whenever there is one, and only one that fits", (t) => {
  const roles = ["a", "b", "c"];
  const allow = fc.oneof(
    fc.constant("anyone" as const),
    fc.subarray(roles, { minLength: 1 }) as fc.Arbitrary<[string]>,
  );
  const people = fc.array(fc.subarray(roles), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(allow, fc.array(allow, { maxLength: 4 }), people, (first, cosigners, held) => {
      const signers = held.map((own, i) => signer(`person-${i}`, ...own));
      const wanted: readonly Allow[] = [first, ...cosigners];
      const found = orderSigners({ allow: first, cosigners }, signers);
      const fitting = permutations(signers).filter((order) => isFitting(order, wanted));
      if (found === undefined) assert.equal(fitting.length, 0);
      else assert.ok(isFitting(found, wanted) && new Set(found).size === signers.length);
    }),
    randomSeed(t, 500),
  );
});

function isFitting(order: readonly Signer[], wanted: readonly Allow[]): boolean {
  return order.length === wanted.length && order.every((each, i) => fulfils(each, wanted[i] as Allow));
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations(items.filter((_, other) => other !== i)).map((rest) => [item, ...rest]),
  );
}
