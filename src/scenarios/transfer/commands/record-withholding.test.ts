import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectAnswered, expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  personId,
  TODAY,
  TransferLedger,
  teamList,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

const REGISTRATION = { number: "2026110108000001", registeredOn: TODAY };

function approved(): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n, "2026-02-28");
  return { ledger, dealId, planId: ledger.approved(dealId, teamShares({ leader: 60, jia: 40 })) };
}

function entry(label: Label, tax: bigint, basis = "relief") {
  return { personId: personId(label), basis, tax };
}

function filingsIn(ledger: TransferLedger): readonly JsonObject[] {
  const { mine } = expectAnswered(ledger.query("transfer.my-work", {}, "finance")) as { mine: JsonObject[] };
  return mine.filter(({ kind }) => kind === "file-tax");
}

test("by the relief half of an award is taxed, within 36 months, and filed by the 15th of the next month", () => {
  const { ledger, dealId, planId } = approved();
  const record = (...lines: ValueObject[]) => ledger.act("record-withholding", { planId, lines }, "finance");
  expectRejected(record(entry("jia", 58n)), "contract_not_registered");
  ledger.done("transfer.record-contract-registration", { dealId, ...REGISTRATION }, "office");
  ledger.done("transfer.record-withholding", { planId, lines: [entry("jia", 1n)] }, "finance");
  ledger.done(
    "transfer.record-withholding",
    { planId, lines: [entry("jia", 58n), entry("leader", 0n, "none")] },
    "finance",
  );
  const row = () => ledger.row("withholdings", "payeeId", personId("jia"));
  assert.deepEqual(
    ["gross", "taxable", "tax", "windowEndsOn", "filingDueOn"].map((field) => row()[field]),
    ["3880", "1940", "58", "2029-02-28", null],
  );
  ledger.answered(ledger.instructed(planId, ["jia", "leader"]));
  assert.equal(row()["filingDueOn"], "2026-04-15");
  // Nothing is filed for whom no relief was claimed.
  assert.deepEqual(
    filingsIn(ledger).map(({ dueAt, amount, count, planId: id }) => [dueAt, amount, count, id]),
    [[endOfDay("2026-04-15"), "3880", 1, planId]],
  );
  ledger.advanceTo(endOfDay("2026-04-15"));
  assert.deepEqual(filingsIn(ledger), []);
  const balances = ledger.balances(dealId);
  assert.deepEqual([balances[`cny:${dealId}:payout`], balances[`cny:${dealId}:tax`]], ["9642", "58"]);
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual([totals["paid"], totals["withheld"]], ["9700", "58"]);
  const jia = ledger.row("payees", "personId", personId("jia"));
  assert.deepEqual([jia["paid"], jia["withheld"]], ["3880", "58"]);
  assert.equal(expectRejected(record(entry("jia", 0n, "full")), "line_not_payable")["state"], "paid");
});

test("a payment that is reversed gives the tax back too, is not filed, and is corrected before it is made again", () => {
  const { ledger, dealId, planId } = approved();
  ledger.done("transfer.record-contract-registration", { dealId, ...REGISTRATION }, "office");
  ledger.done("transfer.record-withholding", { planId, lines: [entry("jia", 58n)] }, "finance");
  ledger.answered(ledger.instructed(planId, ["jia"]));
  assert.equal(filingsIn(ledger).length, 1);
  ledger.done("transfer.reverse-payment", { planId, personId: personId("jia"), reason: "退款" }, "finance");
  const balances = ledger.balances(dealId);
  assert.deepEqual([balances[`cny:${dealId}:payout`], balances[`cny:${dealId}:tax`]], ["0", "0"]);
  assert.deepEqual(filingsIn(ledger), []);
  ledger.withheld(planId, ["jia"], 60n);
  ledger.answered(ledger.instructed(planId, ["jia"]));
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:tax`], "60");
});

test("what cannot be withheld is refused with the line that is wrong, and nothing is entered", () => {
  const { ledger, dealId, planId } = approved();
  const record = (lines: readonly ValueObject[], as: Label = "finance", id = planId) =>
    ledger.act("record-withholding", { planId: id, lines }, as);
  const full = entry("jia", 1n, "full");
  expectRejected(record([full], "finance", testId("plan", "none")), "plan_not_found");
  expectRejected(record([full], "other finance"), "case_of_other_unit");
  expectRejected(record([full, full]), "payee_repeated");
  expectRejected(record([entry("stranger", 1n, "full")]), "line_not_found");
  expectRejected(record([full, entry("leader", 5_821n, "full")]), "tax_over_award");
  expectRejected(record([entry("jia", 1n, "none")]), "tax_without_basis");
  assert.deepEqual(ledger.rows({ name: "transfer_withholdings" }), []);
  ledger.withheld(planId, ["jia"]);
  ledger.done("transfer.create-payment-batch", { lines: [{ planId, personId: personId("jia") }] }, "finance");
  expectRejected(record([full]), "line_not_payable");
  ledger.done("transfer.record-contract-registration", { dealId, ...REGISTRATION }, "office");
  ledger.advanceTo(endOfDay("2029-02-28"));
  assert.equal(expectRejected(record([entry("leader", 1n)]), "relief_window_over")["last"], "2029-02-28");
});

test("before the relief was there, an award is taxed in full", () => {
  const ledger = new TransferLedger({ startsAt: Date.UTC(2018, 4, 2) });
  const day = "2018-05-02";
  const dealId = ledger.licence({ signedOn: day });
  ledger.receipt(dealId, 10_000n, day);
  const planId = ledger.split(dealId);
  const paper = { openedOn: "2018-04-02", closesOn: "2018-04-27", dayKind: "working", documentHash: "c".repeat(64) };
  ledger.done("transfer.record-paper-plan-notice", { planId, revision: 1, ...paper }, "office");
  ledger.approve(planId);
  ledger.done("transfer.record-contract-registration", { dealId, number: "2018", registeredOn: day }, "office");
  const args = { planId, lines: [entry("jia", 1n)] };
  expectRejected(ledger.act("record-withholding", args, "finance"), "relief_not_known");
});

test("shares have no relief, and nobody enters what concerns the own team", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.equity({}, achievementId);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const args = { planId, lines: [entry("jia", 0n)] };
  expectRejected(ledger.act("record-withholding", args, "everything"), "payer_is_contributor");
  expectRejected(ledger.act("record-withholding", args, "finance"), "line_not_found");
});
