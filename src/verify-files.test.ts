import assert from "node:assert/strict";
import { after, test } from "node:test";
import { NodeHarness, testContracts } from "../test/support/node-harness.ts";
import { verifyFiles } from "./verify-files.ts";

const PEOPLE = { ann: { member: "works", roles: ["administrator"] } };

test("what became a fault because of the determinism guard becomes one again when it is replayed", async () => {
  const contracts = await testContracts();
  const harness = await NodeHarness.start({
    ledgers: [{ scenarios: ["council", "tally"], people: PEOPLE }],
    contracts,
  });
  after(() => harness.close());
  for (const how of ["clock", "chance", "promise"]) {
    const answer = await harness.submit("tally.misbehave", { name: "x", how }, "ann");
    assert.equal(answer.status === "recorded" && answer.outcome, "fault", how);
  }
  const { genesis } = harness.service();
  const progress: number[] = [];
  const verdict = await verifyFiles({
    genesis,
    statePath: `${harness.folder}/test.db`,
    contractsPath: contracts.path,
    others: [],
    onProgress: (done) => progress.push(done),
  });
  assert.equal(verdict.ok && verdict.head.height, 3);
  assert.equal(progress.at(-1), 3);
});
