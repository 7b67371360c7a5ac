import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  memberId,
  personId,
  TODAY,
  TOMORROW,
  TransferLedger,
  teamList,
  teamShares,
  YESTERDAY,
} from "../../../../test/support/transfer-ledger.ts";

const ANSWER = { occurredOn: TODAY, bankReference: "付款-1", statementHash: "e".repeat(64) };
const reason = "更正";

function approved(): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  return { ledger, dealId, planId: ledger.approved(dealId, teamShares({ leader: 60, jia: 40 })) };
}

test("a line is closed by the bank's answer, and the plan by its last line", () => {
  const { ledger, dealId, planId } = approved();
  ledger.withheld(planId, ["leader", "jia"]);
  ledger.answered(ledger.instructed(planId, ["leader"]), "paid", YESTERDAY);
  const line = ledger.row("plan_lines", "payeeId", personId("leader"));
  assert.deepEqual([line["state"], line["closedOn"], line["isLate"]], ["paid", YESTERDAY, true]);
  const signed = (line["signed"] as ValueObject[]).map(({ command }) => command);
  assert.deepEqual(signed, [
    "transfer.propose-plan",
    "transfer.decide-team-split",
    "transfer.approve-plan",
    "transfer.instruct-payment-batch",
    "transfer.record-bank-result",
  ]);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
  ledger.answered(ledger.instructed(planId, ["jia"]));
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:payout`], "9700");
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual([totals["paid"], totals["openLineCount"]], ["9700", 0]);
});

test("of one list some are paid and some come back, and these go out in another", () => {
  const { ledger, dealId, planId } = approved();
  ledger.withheld(planId, ["leader", "jia"]);
  const batchId = ledger.instructed(planId, ["leader", "jia"]);
  const results = [
    { planId, personId: personId("leader"), result: "paid" },
    { planId, personId: personId("jia"), result: "returned", reason: "账号有误" },
  ];
  const done = ledger.done("transfer.record-bank-result", { batchId, results, ...ANSWER }, "finance");
  assert.deepEqual([done["paidCount"], done["returnedCount"]], [1, 1]);
  assert.equal(ledger.row("plan_lines", "payeeId", personId("jia"))["state"], "returned");
  assert.equal(ledger.balances(dealId)[`cny:${personId("jia")}:claim/${dealId}`], "3880");
  ledger.answered(ledger.instructed(planId, ["jia"]), "returned");
  ledger.answered(ledger.instructed(planId, ["jia"]));
  assert.equal(ledger.balances(dealId)[`cny:${personId("jia")}:claim/${dealId}`], "0");
  assert.deepEqual(ledger.faults, []);
});

test("the answer is entered by the unit's finance and names every line of a list that was released", () => {
  const { ledger, planId } = approved();
  ledger.withheld(planId, ["leader", "jia"]);
  const lines = [{ planId, personId: personId("jia") }];
  const { batchId } = ledger.done("transfer.create-payment-batch", { lines }, "finance");
  const results = [{ planId, personId: personId("jia"), result: "paid" }];
  const record = (changes: ValueObject = {}, as: Label = "finance") =>
    ledger.act("record-bank-result", { batchId: batchId ?? "", results, ...ANSWER, ...changes }, as);
  expectRejected(record({ batchId: testId("batch", "none") }), "batch_not_found");
  expectRejected(record({}, "other finance"), "case_of_other_unit");
  expectRejected(record({}, "dean"), "role_missing");
  expectRejected(record({ occurredOn: TOMORROW }), "day_in_future");
  expectRejected(record(), "batch_not_in_state");
  const listHash = String(ledger.rows({ name: "transfer_batches" })[0]?.["listHash"]);
  ledger.done("transfer.instruct-payment-batch", { batchId: batchId ?? "", listHash }, "dean");
  const other = [{ planId, personId: personId("leader"), result: "paid" }];
  expectRejected(record({ results: other }), "results_do_not_fit");
  expectRejected(record({ results: [...results, ...results] }), "results_do_not_fit");
  ledger.done("transfer.record-bank-result", { batchId: batchId ?? "", results, ...ANSWER }, "finance");
  expectRejected(record(), "batch_not_in_state");
});

test("a list holds lines that are owed, of the own unit, with what is withheld from them", () => {
  const { ledger, dealId, planId } = approved();
  const line = (label: Label, id = planId) => ({ planId: id, personId: personId(label) });
  const create = (lines: readonly ValueObject[], as: Label = "finance") =>
    ledger.act("create-payment-batch", { lines }, as);
  expectRejected(create([line("yi")]), "line_not_found");
  expectRejected(create([line("jia")], "other finance"), "case_of_other_unit");
  expectRejected(create([line("jia")]), "withholding_missing");
  ledger.withheld(planId, ["jia"]);
  expectRejected(create([line("jia"), line("jia")]), "payee_repeated");
  ledger.answered(ledger.instructed(planId, ["jia"]));
  assert.equal(expectRejected(create([line("jia")]), "line_not_payable")["state"], "paid");
  ledger.receipt(dealId, 1_000n);
  const next = ledger.split(dealId);
  assert.equal(expectRejected(create([line("jia", next)]), "line_not_payable")["state"], "planned");
  assert.equal(ledger.row("plan_lines", "payeeId", memberId("school"))["state"], "paid");
});

test("a list by a relief whose time is over is not drawn up", () => {
  const { ledger, dealId, planId } = approved();
  ledger.done(
    "transfer.record-contract-registration",
    { dealId, number: "2026110108000001", registeredOn: TODAY },
    "office",
  );
  const lines = [{ personId: personId("jia"), basis: "relief", tax: 1n }];
  ledger.done("transfer.record-withholding", { planId, lines }, "finance");
  ledger.advanceTo(endOfDay("2029-03-02"));
  const batch = { lines: [{ planId, personId: personId("jia") }] };
  expectRejected(ledger.act("create-payment-batch", batch, "finance"), "relief_window_over");
});

test("a list is released by somebody else, with the hash that was seen, or taken back before", () => {
  const { ledger, planId } = approved();
  ledger.withheld(planId, ["jia"]);
  const lines = [{ planId, personId: personId("jia") }];
  const drawn = ledger.done("transfer.create-payment-batch", { lines }, "finance");
  const [batchId, listHash] = [String(drawn["batchId"]), String(drawn["listHash"])];
  const release = (as: Label, hash = listHash) => ledger.act("instruct-payment-batch", { batchId, listHash: hash }, as);
  const cancel = (as: Label = "finance", id = batchId) =>
    ledger.act("cancel-payment-batch", { batchId: id, reason }, as);
  expectRejected(release("finance"), "releaser_is_creator");
  expectRejected(release("other dean"), "case_of_other_unit");
  expectRejected(release("dean", "0".repeat(64)), "list_hash_differs");
  expectRejected(cancel("finance", testId("batch", "none")), "batch_not_found");
  ledger.done("transfer.instruct-payment-batch", { batchId, listHash }, "dean");
  assert.equal(ledger.row("plan_lines", "payeeId", personId("jia"))["state"], "instructed");
  expectRejected(release("dean"), "batch_not_in_state");
  expectRejected(cancel(), "batch_not_in_state");
});

test("shares are not paid by a bank, and nobody pays the own team", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("dean"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const equity = ledger.equity({ price: 1_000_000n }, achievementId);
  ledger.stake(equity);
  const ofShares = { lines: [{ planId: ledger.approved(equity), personId: personId("jia") }] };
  expectRejected(ledger.act("create-payment-batch", ofShares, "finance"), "line_of_shares");
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.approved(dealId);
  ledger.withheld(planId, ["jia"]);
  const lines = [{ planId, personId: personId("jia") }];
  const drawn = ledger.done("transfer.create-payment-batch", { lines }, "everything");
  const release = { batchId: drawn["batchId"] ?? "", listHash: drawn["listHash"] ?? "" };
  expectRejected(ledger.act("instruct-payment-batch", release, "dean"), "payer_is_contributor");
});
