import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { personId, TransferLedger, teamShares } from "../../../../test/support/transfer-ledger.ts";

test("the statement runs from receivable to people and adds up", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  ledger.paid(ledger.approved(dealId, teamShares({ leader: 60, jia: 40 })), "jia");
  ledger.receipt(dealId, 500n);
  const { statement } = expectAnswered(ledger.query("transfer.statement", { dealId }, "office"));
  const of = statement as JsonObject;
  const figures = ["receivable", "received", "outstanding", "deducted", "base", "awarded", "retained", "pool", "paid"];
  assert.deepEqual(
    figures.map((field) => of[field]),
    ["300000000", "11500", "299988500", "1000", "10500", "9700", "300", "500", "3880"],
  );
  assert.equal(of["distributable"], "500");
  const people = (of["payees"] as readonly JsonObject[]).map((row) => [
    row["personId"],
    row["allotted"],
    row["open"],
    row["name"],
  ]);
  assert.deepEqual(
    new Set(people),
    new Set([
      [personId("leader"), "5820", "5820", "姓名leader"],
      [personId("jia"), "3880", "0", "姓名jia"],
    ]),
  );
  const sum = ["recouped", "awarded", "retained", "pool"].reduce(
    (total, field) => total + BigInt(String(of[field])),
    0n,
  );
  assert.equal(sum, 11_500n);
});

test("accounts of a case show every posting with its reason", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  ledger.approved(dealId, teamShares({ leader: 1 }));
  const { accounts } = expectAnswered(ledger.query("transfer.case-accounts", { dealId }, "finance"));
  const pool = (accounts as readonly JsonObject[]).find(({ place }) => place === "pool");
  const page = { accountId: pool?.["id"] ?? "" };
  const { items } = expectAnswered(ledger.query("transfer.account-postings", page, "finance"));
  const reasons = (items as readonly JsonObject[]).map(({ reason, amount }) => [reason, amount]);
  assert.deepEqual(
    new Set(reasons.map(String)),
    new Set(["received,10000", "award_allotted,9700", "rest_retained,300"]),
  );
  assert.deepEqual(expectAnswered(ledger.query("transfer.account-postings", page, "jia"))["items"], []);
});
