import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import type { ContractHarness } from "../../test/support/contract-harness.ts";
import { personId } from "../../test/support/council-ledger.ts";
import { expectAnswered, expectDone, expectRejected } from "../../test/support/expect-answer.ts";
import { pointsLedger } from "../../test/support/points-ledger.ts";

function itemsOf(ledger: ContractHarness, query: string, input: JsonObject, as: string): readonly JsonObject[] {
  return expectAnswered(ledger.query(query, input, as))["items"] as readonly JsonObject[];
}

test("points are issued, passed on, passed on by mistake, returned, and none is lost", () => {
  const ledger = pointsLedger();
  const run = (as: string, command: string, args: JsonObject) =>
    ledger.run(`points.${command}`, args, { as, time: ledger.time + 1_000 });
  const [ann, ben, cy] = [personId("ann"), personId("ben"), personId("cy")];

  // The issuer gives everybody a start. Nobody else can.
  expectRejected(run("ann", "issue-points", { personId: ann, amount: "1000000" }), "role_missing");
  for (const [person, amount] of Object.entries({ [ann]: "100", [ben]: "50", [cy]: "10" })) {
    expectDone(run("ivo", "issue-points", { personId: person, amount }));
  }

  // Ann means Ben and names Cy. Cy sees it in the statement and gives it back.
  expectDone(run("ann", "transfer-points", { personId: cy, amount: "30" }));
  const [received] = itemsOf(ledger, "points.statement", { personId: cy }, "cy");
  assert.equal(received?.["amount"], "30");
  expectDone(run("cy", "return-points", { postingId: String(received?.["id"]) }));
  expectDone(run("ann", "transfer-points", { personId: ben, amount: "30" }));

  // More than one has cannot be given.
  const facts = expectRejected(run("ann", "transfer-points", { personId: ben, amount: "71" }), "funds_insufficient");
  assert.deepEqual([facts["available"], facts["amount"]], ["70", "71"]);

  const balances = itemsOf(ledger, "points.balances", {}, "ann");
  const byOwner = Object.fromEntries(balances.map((account) => [String(account["ownerId"]), account["balance"]]));
  assert.deepEqual(byOwner, { [ann]: "70", [ben]: "80", [cy]: "10", issuer: "-160" });
  assert.deepEqual(
    itemsOf(ledger, "points.statement", { personId: ann }, "ben").map(({ amount, reason }) => [amount, reason]),
    [
      ["-30", "transfer"],
      ["30", "return"],
      ["-30", "transfer"],
      ["100", "issue"],
    ],
  );
  assert.deepEqual(ledger.faults, []);
});
