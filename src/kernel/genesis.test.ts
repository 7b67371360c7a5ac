import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Hex } from "#kernel/crypto";
import { genesisHash, genesisShape, ledgerRef } from "#kernel/genesis";
import { canonicalize, type Json } from "#kernel/json";
import { check } from "#kernel/shape";
import { testGenesis } from "../../test/support/test-genesis.ts";

const genesis = testGenesis({
  scenarios: ["council"],
  people: { ada: { member: "centre", roles: ["administrator"] } },
});

test("the hash covers the whole document as a tagged array", () => {
  assert.equal(genesisHash(genesis), sha256Hex(`["sanlian/genesis/1",${canonicalize(genesis)}]`));
  assert.notEqual(genesisHash({ ...genesis, startsAt: genesis.startsAt + 1 }), genesisHash(genesis));
});

test("a transaction names its ledger by name and hash", () => {
  assert.equal(ledgerRef(genesis), `test@${genesisHash(genesis)}`);
});

test("a document that says more, less or something else is no genesis", () => {
  const { protocol: _, ...less } = genesis;
  const [cosigner] = genesis.cosigners;
  const wrong: readonly object[] = [
    less,
    { ...genesis, comment: "more" },
    { ...genesis, protocol: 2 },
    { ...genesis, suite: "sm2-sm3" },
    { ...genesis, clock: "sundial" },
    { ...genesis, scenarios: [] },
    { ...genesis, bundle: genesis.bundle.slice(1) },
    { ...genesis, cosigners: [] },
    { ...genesis, cosigners: [{ ...cosigner, logKey: "AAAA" }] },
    { ...genesis, limits: { ...genesis.limits, blockBytes: 1_000_001 } },
    { ...genesis, people: [{ ...genesis.people[0], memberId: "centre" }] },
  ];
  assert.ok(check(genesisShape, genesis as unknown as Json).ok);
  for (const document of wrong) assert.ok(!check(genesisShape, document as Json).ok, canonicalize(document as never));
});

test("the name of a ledger is fit for addresses and paths", () => {
  for (const name of ["a", "fund-2", "x".repeat(40)]) assert.ok(check(genesisShape, { ...genesis, name }).ok, name);
  for (const name of ["", "../etc", "A", "2nd", "a b", "a/b", "联盟", "x".repeat(41)])
    assert.equal(check(genesisShape, { ...genesis, name }).ok, false, name);
});
