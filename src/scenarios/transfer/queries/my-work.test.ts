import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { type Label, personId, TODAY, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

function work(ledger: TransferLedger, as: Label, side: "mine" | "others" = "mine"): readonly JsonObject[] {
  return expectAnswered(ledger.query("transfer.my-work", {}, as))[side] as readonly JsonObject[];
}

function kinds(ledger: TransferLedger, as: Label, side: "mine" | "others" = "mine"): readonly string[] {
  return work(ledger, as, side).map(({ kind }) => String(kind));
}

test("before the contract everybody finds what waits for them", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
  assert.deepEqual(kinds(ledger, "jia"), ["confirm-contribution"]);
  assert.deepEqual(kinds(ledger, "stranger"), []);
  ledger.confirmAll(achievementId, 1);
  assert.deepEqual(kinds(ledger, "office"), ["register-achievement"]);
  ledger.done("transfer.register-achievement", { achievementId, version: 1 }, "office");
  assert.deepEqual(kinds(ledger, "office"), []);
});

test("on its way to payout a case is in the list of whoever it waits for, and of nobody else", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.slip("回单-1", 10_000n);
  assert.deepEqual(kinds(ledger, "finance"), ["record-receipt"]);
  ledger.done("transfer.record-receipt", { dealId, amount: 10_000n, bankReference: "回单-1" }, "finance");
  assert.deepEqual([kinds(ledger, "finance"), kinds(ledger, "office")], [[], ["propose-plan"]]);
  const planId = ledger.proposed(dealId);
  assert.deepEqual(kinds(ledger, "leader"), ["decide-team-split"]);
  assert.deepEqual([kinds(ledger, "office"), kinds(ledger, "office", "others")], [[], ["plan-proposed"]]);
  ledger.done("transfer.withdraw-plan", { planId, reason: "重提" }, "office");
  const split = ledger.split(dealId);
  assert.deepEqual([kinds(ledger, "jia"), kinds(ledger, "office")], [["confirm-own-line"], ["publish-plan-notice"]]);
  ledger.done("transfer.publish-plan-notice", { planId: split, revision: 1, audience: "unit" }, "office");
  const [waiting] = work(ledger, "jia", "others");
  assert.deepEqual([waiting?.["kind"], waiting?.["dueAt"]], ["own-line-planned", endOfDay("2026-03-23")]);
  assert.deepEqual(kinds(ledger, "office", "others"), ["plan-noticed"]);
  ledger.advanceTo(endOfDay("2026-03-23"));
  const [approval] = work(ledger, "director");
  assert.deepEqual(
    [approval?.["kind"], approval?.["command"], approval?.["planId"], approval?.["amount"]],
    ["approve-plan", "transfer.approve-plan", split, "10000"],
  );
  assert.deepEqual(
    work(ledger, "office", "others").map(({ waitingFor }) => waitingFor),
    ["finance-officer", "transfer-director"],
  );
  ledger.approve(split);
  const [taxes] = work(ledger, "finance");
  assert.deepEqual([taxes?.["kind"], taxes?.["count"]], ["record-withholding", 5]);
  ledger.withheld(split, ["leader", "jia"]);
  assert.deepEqual(kinds(ledger, "finance"), ["record-withholding", "create-payment-batch"]);
  const lines = ["leader", "jia"].map((label) => ({ planId: split, personId: personId(label as Label) }));
  const drawn = ledger.done("transfer.create-payment-batch", { lines }, "finance");
  assert.deepEqual(kinds(ledger, "dean"), ["instruct-payment-batch"]);
  assert.deepEqual(kinds(ledger, "finance", "others"), ["batch-drafted"]);
  const release = { batchId: drawn["batchId"] ?? "", listHash: drawn["listHash"] ?? "" };
  ledger.done("transfer.instruct-payment-batch", release, "dean");
  assert.deepEqual(kinds(ledger, "finance"), ["record-withholding", "record-bank-result"]);
  assert.deepEqual(kinds(ledger, "jia", "others"), ["own-line-instructed"]);
  ledger.answered(String(drawn["batchId"]));
  assert.deepEqual([kinds(ledger, "jia"), kinds(ledger, "jia", "others")], [[], []]);
});

test("objections, shares and deputies find their people", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const equity = ledger.equity({}, achievementId);
  assert.deepEqual(kinds(ledger, "asset"), ["record-stake"]);
  ledger.stake(equity);
  const planId = ledger.split(equity);
  const published = { planId, revision: 1, audience: "unit" };
  const { noticeId } = ledger.done("transfer.publish-plan-notice", published, "office");
  const args = { noticeId: noticeId ?? "", target: "line", lineId: personId("jia"), reason: "比例有异议" };
  ledger.done("transfer.object", args, "jia");
  const [objection] = work(ledger, "discipline");
  assert.deepEqual([objection?.["kind"], objection?.["payeeId"]], ["resolve-objection", personId("jia")]);
  assert.deepEqual(kinds(ledger, "jia", "others"), ["own-line-frozen"]);
  ledger.advanceTo(endOfDay("2026-03-23"));
  const days = { startsOn: TODAY, endsOn: "2026-12-31", isAbsent: false, reason: "出差" };
  const named = { deputyId: personId("stranger"), role: "finance-officer", ...days };
  ledger.done("transfer.name-deputy", named, "finance");
  assert.deepEqual(kinds(ledger, "stranger"), ["approve-plan"]);
  ledger.approve(planId);
  assert.deepEqual([kinds(ledger, "stranger"), kinds(ledger, "asset")], [[], ["register-shares"]]);
});

test("the inbox of a role, batches, slips and lines come in pages with what is needed to decide", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  ledger.announced(planId);
  const page = (name: string, input: JsonObject, as: Label = "finance") =>
    expectAnswered(ledger.query(`transfer.${name}`, input, as));
  const inbox = page("approvals", { role: "finance-officer", limit: 1 })["items"] as readonly JsonObject[];
  assert.deepEqual([inbox.length, inbox[0]?.["planId"], inbox[0]?.["revision"]], [1, planId, 1]);
  assert.deepEqual(page("approvals", { role: "finance-officer" }, "stranger")["items"], []);
  ledger.approve(planId);
  const registration = { dealId, number: "2026", registeredOn: TODAY };
  ledger.done("transfer.record-contract-registration", registration, "office");
  const payable = page("payable-lines", { state: "approved" })["items"] as readonly JsonObject[];
  const jia = payable.find(({ payeeId }) => payeeId === personId("jia"));
  assert.deepEqual([jia?.["windowEndsOn"], jia?.["estimate"]], ["2029-03-02", { taxable: "1067", tax: "32" }]);
  ledger.withheld(planId, ["jia"], 30n);
  const batchId = ledger.instructed(planId, ["jia"]);
  const shown = page("payment-batch", { batchId });
  const [line] = shown["lines"] as readonly JsonObject[];
  assert.deepEqual([line?.["name"], line?.["net"], line?.["withheld"]], ["姓名jia", "2104", "30"]);
  assert.match(String(shown["list"]), /"list":"sanlian\/payment-list\/1"/);
  assert.deepEqual(page("payment-batch", { batchId }, "jia"), { batch: null, lines: [], list: null });
  assert.equal((page("payment-batches", { state: "instructed" })["items"] as unknown[]).length, 1);
  assert.equal((page("payment-batches", {})["items"] as unknown[]).length, 1);
  assert.equal((page("bank-slips", { state: "matched" })["items"] as unknown[]).length, 1);
  assert.deepEqual(page("approvers", {}), { deputies: [], heads: [] });
  ledger.answered(batchId);
  const { statement } = page("statement", { dealId }) as { statement: JsonObject };
  assert.deepEqual([statement["paid"], statement["withheld"], statement["net"]], ["2134", "30", "2104"]);
  const plan = page("plan", { planId });
  assert.equal((plan["withholdings"] as unknown[]).length, 1);
  assert.equal((plan["approvals"] as unknown[]).length, 1);
});
