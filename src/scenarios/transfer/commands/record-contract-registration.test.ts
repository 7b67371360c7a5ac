import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  personId,
  TODAY,
  TOMORROW,
  TransferLedger,
  YESTERDAY,
} from "../../../../test/support/transfer-ledger.ts";

const ENTRY = { number: "2026110108000001", registeredOn: TODAY };

test("the office records the registration of a contract, and again to correct it", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const record = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("record-contract-registration", { dealId, ...ENTRY, ...changes }, as);
  expectRejected(record({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(record({}, "other office"), "case_of_other_unit");
  expectRejected(record({ registeredOn: TOMORROW }), "day_in_future");
  const entry = { dealId, ...ENTRY, registeredOn: YESTERDAY };
  assert.equal(ledger.done("transfer.record-contract-registration", entry, "office")["isLate"], true);
  ledger.done("transfer.record-contract-registration", { dealId, ...ENTRY }, "office");
  assert.deepEqual(ledger.row("deals", "id", dealId)["registration"], ENTRY);
  ledger.done("transfer.void-deal", { dealId, reason: "解约" }, ["office", "metro"]);
  expectRejected(record(), "deal_not_open");
});

test("a registration is taken back while no relief rests on it", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const reason = "登错合同";
  const withdraw = (as: Label = "office", id = dealId) =>
    ledger.act("withdraw-contract-registration", { dealId: id, reason }, as);
  expectRejected(withdraw("office", testId("deal", "none")), "deal_not_found");
  expectRejected(withdraw("other office"), "case_of_other_unit");
  expectRejected(withdraw(), "contract_not_registered");
  ledger.done("transfer.record-contract-registration", { dealId, ...ENTRY }, "office");
  ledger.done("transfer.withdraw-contract-registration", { dealId, reason }, "office");
  assert.equal(ledger.row("deals", "id", dealId)["registration"], undefined);
  ledger.done("transfer.record-contract-registration", { dealId, ...ENTRY }, "office");
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId);
  const lines = [{ personId: personId("jia"), basis: "relief", tax: 1n }];
  ledger.done("transfer.record-withholding", { planId, lines }, "finance");
  expectRejected(withdraw(), "registration_relied_on");
});
