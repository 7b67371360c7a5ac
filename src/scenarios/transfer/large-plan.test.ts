import assert from "node:assert/strict";
import { test } from "node:test";
import { INSTALMENT_FEN, LargePlan } from "../../../test/support/large-plan.ts";

// How long it takes is measured by `npm run bench:plan`.
const PEOPLE = 200;
const INSTALMENTS = 40;

/** Everybody in one list for the bank. */
function payEverybody({ ledger, people }: LargePlan, planId: string): void {
  const lines = people.map((id) => ({ personId: id, basis: "none", tax: 0n }));
  ledger.done("transfer.record-withholding", { planId, lines }, "finance");
  const listed = { lines: people.map((id) => ({ planId, personId: id })) };
  const { batchId, listHash } = ledger.done("transfer.create-payment-batch", listed, "finance");
  ledger.done("transfer.instruct-payment-batch", { batchId: batchId ?? "", listHash: listHash ?? "" }, "dean");
  ledger.answered(String(batchId));
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
}

test("200 people get their part of 40 instalments, to the fen", () => {
  const plan = new LargePlan({ people: PEOPLE, instalments: INSTALMENTS });
  payEverybody(plan, plan.instalment());
  for (let i = 1; i < INSTALMENTS; i++) plan.instalment();
  const { ledger, dealId } = plan;
  const award = (INSTALMENT_FEN * BigInt(INSTALMENTS) * 97n + 50n) / 100n;
  assert.equal(String(ledger.row("settlements", "dealId", dealId)["awarded"]), `${award}`);
  const allotted = ledger.rows({ name: "transfer_payees" }).map((row) => BigInt(String(row["allotted"])));
  assert.equal(allotted.length, PEOPLE);
  assert.equal(
    allotted.reduce((sum, amount) => sum + amount, 0n),
    award,
  );
  assert.deepEqual(ledger.faults, []);
});
