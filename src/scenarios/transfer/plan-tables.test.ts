import assert from "node:assert/strict";
import { test } from "node:test";
import type { Receipt } from "#kernel/receipt";
import { makeReceipt } from "#ledger/make-receipt";
import { type Label, personId, TransferLedger } from "../../../test/support/transfer-ledger.ts";

/** The receipt of the last transaction as somebody gets it. */
function receiptOf(ledger: TransferLedger, label: Label): Receipt | undefined {
  const { state, genesis, contracts, executor } = ledger;
  const { size } = executor.head;
  return makeReceipt({ state, genesis, contracts, size }, size - 2, ledger.signer(label));
}

function approved(): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  return { ledger, dealId, planId: ledger.approved(dealId) };
}

test("a payee's receipt of an approval shows the own line, totals and account, and nothing else of the plan", () => {
  const { ledger, dealId, planId } = approved();
  const receipt = receiptOf(ledger, "jia");
  assert.ok(receipt !== undefined);
  assert.equal(receipt.args, undefined);
  assert.equal(receipt.result, undefined);
  const jia = personId("jia");
  const shown = receipt.rows.map(({ table, key }) => [table, table === "transfer_postings" ? "" : key]);
  assert.deepEqual(shown, [
    ["transfer_accounts", `cny:${jia}:claim/${dealId}`],
    ["transfer_obligations", `${planId}/${jia}`],
    ["transfer_payees", `${dealId}/${jia}`],
    ["transfer_plan_lines", `${planId}/${jia}`],
    ["transfer_postings", ""],
  ]);
  assert.ok(receipt.rowCount > receipt.rows.length);
  // 3,880, 1,552, 1,164 and 970 fen are the others' amounts, 300 the unit's.
  for (const amount of ["3880", "1552", "1164", "970", "300", "11000"]) {
    assert.equal(JSON.stringify(receipt.rows).includes(`"${amount}"`), false, amount);
  }
});

test("the offices' receipt shows the whole plan, a stranger and the other side get none", () => {
  const { ledger } = approved();
  const whole = receiptOf(ledger, "finance");
  assert.equal(whole?.rows.filter(({ table }) => table === "transfer_plan_lines").length, 6);
  for (const label of ["stranger", "metro", "asset", "other office"] as const) {
    assert.equal(receiptOf(ledger, label), undefined, label);
  }
});
