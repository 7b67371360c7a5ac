import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../test/support/expect-answer.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TransferLedger,
} from "../../../test/support/transfer-ledger.ts";

function stepsFor(ledger: TransferLedger, dealId: string, as: Label = "office"): readonly JsonObject[] {
  return expectAnswered(ledger.query("transfer.case", { dealId }, as))["steps"] as readonly JsonObject[];
}

function states(steps: readonly JsonObject[]): Record<string, string> {
  return Object.fromEntries(steps.map(({ name, state }) => [name, String(state)]));
}

function moneyStates(ledger: TransferLedger, dealId: string): readonly (string | undefined)[] {
  const all = states(stepsFor(ledger, dealId));
  return ["received", "planned", "published", "approved", "paid", "closed"].map((name) => all[name]);
}

test("a proposed case waits for its notice, with the day on which it runs out", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  assert.deepEqual(states(stepsFor(ledger, dealId)), {
    disclosed: "done",
    confirmed: "done",
    registered: "done",
    proposed: "done",
    noticed: "now",
    decided: "ahead",
    signed: "ahead",
    received: "ahead",
    planned: "ahead",
    published: "ahead",
    approved: "ahead",
    paid: "ahead",
    closed: "ahead",
  });
  const noticeId = ledger.noticed(dealId);
  const noticed = stepsFor(ledger, dealId).find(({ name }) => name === "noticed");
  assert.deepEqual([noticed?.["deadline"], noticed?.["signerIds"]], ["2026-03-23", [personId("office")]]);
  ledger.done("transfer.object", { noticeId, target: "whole", reason: "价格偏低" }, "stranger");
  assert.equal(states(stepsFor(ledger, dealId))["noticed"], "stopped");
});

test("each step says who did it, when, and on which day where it was entered late", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  const step = (name: string) => stepsFor(ledger, dealId).find((each) => each["name"] === name) ?? {};
  assert.deepEqual([step("disclosed")["signerIds"], step("disclosed")["at"]], [[personId("leader")], ledger.time]);
  const fields = ["state", "signerIds", "day", "isLate"];
  assert.deepEqual(
    fields.map((field) => step("signed")[field]),
    ["done", [personId("office"), personId("rail")], "2019-06-28", true],
  );
  assert.deepEqual(
    fields.map((field) => step("decided")[field]),
    ["done", [personId("rector")], "2019-06-28", true],
  );
  assert.equal(String(step("decided")["transactionId"]).length, 80);
  assert.equal(step("received")["state"], "now");
});

test("a price by listing has no step of notice, and a case that was withdrawn drops what was ahead", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(licenceTerms(ledger.registered()));
  assert.equal(states(stepsFor(ledger, dealId))["noticed"], undefined);
  ledger.done("transfer.withdraw-deal", { dealId, reason: "企业放弃" }, "office");
  const after = states(stepsFor(ledger, dealId));
  assert.deepEqual([after["proposed"], after["decided"], after["closed"]], ["done", "dropped", "dropped"]);
});

test("the way ends with the closed case; who may not see money sees the way to the contract", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  assert.deepEqual(moneyStates(ledger, dealId), ["done", "done", "done", "done", "now", "ahead"]);
  const payeeIds = Object.keys(ledger.amounts(planId));
  const entry = { planId, payeeIds, occurredOn: "2026-03-02", registryReference: "登记-2" };
  ledger.done("transfer.register-shares", entry, ["asset", "rail"]);
  assert.equal(states(stepsFor(ledger, dealId))["closed"], "now");
  ledger.done("transfer.close-deal", { dealId }, "office");
  assert.deepEqual([...new Set(Object.values(states(stepsFor(ledger, dealId))))], ["done"]);
  assert.deepEqual(Object.keys(states(stepsFor(ledger, dealId, "jia"))).slice(-1), ["signed"]);
});

test("of a deal in instalments the way shows the plan under way, and between two plans waits for the next receipt", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  assert.deepEqual(moneyStates(ledger, dealId), ["now", "ahead", "ahead", "ahead", "ahead", "ahead"]);
  ledger.receipt(dealId, 10_000n);
  ledger.proposed(dealId);
  assert.deepEqual(moneyStates(ledger, dealId), ["done", "now", "ahead", "ahead", "ahead", "ahead"]);
  const planned = stepsFor(ledger, dealId).find(({ name }) => name === "planned");
  assert.deepEqual(planned?.["signerIds"], [personId("office")]);
});
