import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { TODAY, TOMORROW, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const documentHash = "d".repeat(64);

function slip(reference: string, occurredOn = TODAY) {
  return { reference, occurredOn, amount: 5_000n, payer: "付款企业" };
}

test("slips are imported all together, or none and the first row that is wrong", () => {
  const ledger = new TransferLedger();
  const take = (...slips: ReturnType<typeof slip>[]) =>
    ledger.act("import-bank-slips", { documentHash, slips }, "finance");
  const count = () => ledger.rows({ name: "transfer_bank_slips" }).length;
  assert.equal(expectRejected(take(slip("1"), slip("2"), slip("1")), "slip_repeated")["row"], 3);
  assert.equal(expectRejected(take(slip("1"), slip("2", TOMORROW)), "day_in_future")["row"], 2);
  assert.equal(count(), 0);
  ledger.done("transfer.import-bank-slips", { documentHash, slips: [slip("1"), slip("2")] }, "finance");
  assert.equal(expectRejected(take(slip("3"), slip("2")), "slip_known")["row"], 2);
  assert.equal(count(), 2);
  const last = ledger.row("bank_slips", "reference", "2");
  assert.deepEqual([last["row"], last["documentHash"], last["state"]], [2, documentHash, "unmatched"]);
});

test("a slip that was imported by mistake is taken out, and may come again", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.slip("1", 5_000n);
  const slipId = String(ledger.row("bank_slips", "reference", "1")["id"]);
  const reason = "重复导入";
  const withdraw = (id = slipId, as: "finance" | "other finance" = "finance") =>
    ledger.act("withdraw-bank-slip", { slipId: id, reason }, as);
  expectRejected(withdraw(testId("slip", "none")), "slip_not_found");
  expectRejected(withdraw(slipId, "other finance"), "slip_not_found");
  const args = { dealId, amount: 5_000n, bankReference: "1" };
  const { receiptId } = ledger.done("transfer.record-receipt", args, "finance");
  expectRejected(withdraw(), "slip_not_unmatched");
  ledger.done("transfer.reverse-receipt", { receiptId: receiptId ?? "", reason }, "finance");
  ledger.done("transfer.withdraw-bank-slip", { slipId, reason }, "finance");
  expectRejected(ledger.act("record-receipt", args, "finance"), "slip_not_found");
  ledger.slip("1", 5_000n);
});
