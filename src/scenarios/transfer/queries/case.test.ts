import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { type Label, memberId, personId, TEAM, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

const WHOLE_CASE = ["office", "finance", "dean", "discipline", "auditor", "leader"] as const;
const EVERYONE = [...WHOLE_CASE, "jia", "yi", "stranger", "asset", "rail", "metro", "other office", "admin"] as const;

function licenceInProgress(): { ledger: TransferLedger; dealId: string; planId: string; achievementId: string } {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  return { ledger, dealId, planId: ledger.approved(dealId), achievementId };
}

function list(value: JsonObject, field: string): readonly JsonObject[] {
  return value[field] as readonly JsonObject[];
}

test("the offices, readers and the leader see the whole case", () => {
  const { ledger, dealId, planId } = licenceInProgress();
  for (const as of WHOLE_CASE) {
    const found = expectAnswered(ledger.query("transfer.case", { dealId }, as));
    assert.equal((found["totals"] as JsonObject)["awarded"], "9700", as);
    for (const field of ["receipts", "costs", "plans"]) assert.equal(list(found, field).length, 1, `${as} ${field}`);
    assert.equal(list(found, "contributors").length, 5, as);
    assert.equal(list(found, "contributors")[1]?.["name"], "姓名jia", as);
    assert.equal(list(expectAnswered(ledger.query("transfer.plan", { planId }, as)), "lines").length, 6, as);
  }
});

test("a member of the team sees the contract and the own lines, and nobody else's", () => {
  const { ledger, dealId, planId } = licenceInProgress();
  const found = expectAnswered(ledger.query("transfer.case", { dealId }, "jia"));
  assert.equal((found["deal"] as JsonObject)["price"], "300000000");
  assert.equal(found["totals"], null);
  for (const field of ["receipts", "costs", "plans"]) assert.deepEqual(found[field], []);
  assert.deepEqual(
    list(found, "contributors").map((row) => row["personId"]),
    [personId("jia")],
  );
  const plan = expectAnswered(ledger.query("transfer.plan", { planId }, "jia"));
  assert.equal(plan["plan"], null);
  assert.deepEqual(
    list(plan, "lines").map((line) => [line["payeeId"], line["amount"]]),
    [[personId("jia"), "2134"]],
  );
  const accounts = list(expectAnswered(ledger.query("transfer.case-accounts", { dealId }, "jia")), "accounts");
  assert.deepEqual(
    accounts.map((account) => [account["ownerId"], account["place"], account["balance"]]),
    [[personId("jia"), "claim", "2134"]],
  );
  assert.equal(expectAnswered(ledger.query("transfer.statement", { dealId }, "jia"))["statement"], null);
  assert.deepEqual(expectAnswered(ledger.query("transfer.case-comparison", { dealId }, "jia"))["packs"], []);
});

test("the other side sees its contract and what it paid, and nothing of the award", () => {
  const { ledger, dealId, planId } = licenceInProgress();
  const found = expectAnswered(ledger.query("transfer.case", { dealId }, "metro"));
  assert.equal(list(found, "receipts").length, 1);
  for (const field of ["costs", "plans", "contributors"]) assert.deepEqual(found[field], []);
  assert.deepEqual([found["totals"], found["achievement"]], [null, null]);
  assert.deepEqual(list(expectAnswered(ledger.query("transfer.plan", { planId }, "metro")), "lines"), []);
});

test("people outside see nothing of a case", () => {
  const { ledger, dealId, planId, achievementId } = licenceInProgress();
  for (const as of ["stranger", "other office", "asset", "rail", "admin"] as const) {
    assert.equal(expectAnswered(ledger.query("transfer.case", { dealId }, as))["deal"], null, as);
    assert.deepEqual(list(expectAnswered(ledger.query("transfer.plan", { planId }, as)), "lines"), [], as);
    assert.deepEqual(list(expectAnswered(ledger.query("transfer.cases", {}, as)), "items"), [], as);
    assert.deepEqual(list(expectAnswered(ledger.query("transfer.acts", { achievementId }, as)), "items"), [], as);
    const accounts = expectAnswered(ledger.query("transfer.case-accounts", { dealId }, as));
    assert.deepEqual(list(accounts, "accounts"), [], as);
  }
  assert.deepEqual(ledger.query("transfer.case", { dealId }), { ok: false, code: "session_missing" });
});

test("the holder of the shares and the company see who gets which shares", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const lines = (as: Label) => list(expectAnswered(ledger.query("transfer.plan", { planId }, as)), "lines");
  assert.equal(lines("asset").length, 6);
  assert.equal(lines("rail").length, 6);
  assert.equal(lines("metro").length, 0);
  const accounts = list(expectAnswered(ledger.query("transfer.case-accounts", { dealId }, "asset")), "accounts");
  assert.equal(
    accounts.reduce((sum, account) => sum + BigInt(String(account["balance"])), 0n),
    0n,
  );
});

test("nobody learns an amount of the team from a query that does not show it the line", () => {
  const { ledger, dealId, planId, achievementId } = licenceInProgress();
  const asked = { dealId, planId, achievementId, unitId: memberId("school") };
  const hidden = ["3880", "1552", "1164"];
  for (const as of EVERYONE.filter((label) => !WHOLE_CASE.some((seeing) => seeing === label))) {
    const texts = Object.entries({
      "transfer.case": ["dealId"],
      "transfer.plan": ["planId"],
      "transfer.statement": ["dealId"],
      "transfer.cases": [],
      "transfer.achievement": ["achievementId"],
      "transfer.achievements": ["unitId"],
      "transfer.acts": ["achievementId"],
      "transfer.own-lines": [],
      "transfer.case-accounts": ["dealId"],
      "transfer.case-comparison": ["dealId"],
    } as const).map(([name, fields]) => {
      const input = Object.fromEntries(fields.map((field: keyof typeof asked) => [field, asked[field]]));
      return JSON.stringify(expectAnswered(ledger.query(name, input, as)));
    });
    for (const amount of hidden) {
      assert.equal(
        texts.some((text) => text.includes(`"${amount}"`)),
        as === "yi" && amount === "1552",
        `${as} ${amount}`,
      );
    }
  }
  assert.equal(Object.keys(TEAM).length, 5);
});
