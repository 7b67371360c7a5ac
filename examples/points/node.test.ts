import { strict as assert } from "node:assert";
import { test } from "node:test";
import { keyIdOf } from "#kernel/identity";
import type { JsonObject } from "#kernel/json";
import { personId } from "../../test/support/council-ledger.ts";
import { expectDone } from "../../test/support/expect-answer.ts";
import { NodeHarness, testContracts } from "../../test/support/node-harness.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";

/** Owners and balances as `ann` sees them. */
function balancesOf({ reader }: ReturnType<NodeHarness["service"]>): ReadonlyMap<unknown, unknown> {
  const viewer = reader.signer(keyIdOf(testKeyPair("ann").publicKey));
  const answer = reader.query("points.balances", {}, viewer);
  assert(answer.ok);
  const accounts = answer.value["items"] as readonly JsonObject[];
  return new Map(accounts.map(({ ownerId, balance }) => [ownerId, balance]));
}

test("a node runs the bundle of this example, and finds its points again after a restart", async () => {
  // The contracts become one file that is named by its hash, and the genesis of the ledger names that hash.
  const contracts = await testContracts("examples/points/index.ts");
  const people = {
    ivo: { member: "centre", roles: ["points-issuer"] },
    ada: { member: "centre", roles: ["administrator"] },
    ann: { member: "works", roles: [] },
    ben: { member: "works", roles: [] },
  };
  let harness = await NodeHarness.start({
    ledgers: [{ name: "points", scenarios: ["council", "points"], people }],
    contracts,
  });
  try {
    const [ann, ben] = [personId("ann"), personId("ben")];
    for (const person of [ann, ben]) {
      expectDone(await harness.submit("points.issue-points", { personId: person, amount: "10" }, "ivo"));
    }
    expectDone(await harness.submit("points.transfer-points", { personId: ben, amount: "3" }, "ann"));

    harness = await harness.restart();
    const expected = new Map([
      [ann, "7"],
      [ben, "13"],
      ["issuer", "-20"],
    ]);
    assert.deepEqual(balancesOf(harness.service()), expected);
  } finally {
    await harness.close();
  }
});
