import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
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
} from "../../../../test/support/transfer-ledger.ts";

const ENTRY = { occurredOn: TODAY, registryReference: "登记-2" };

test("shares are registered payee by payee, the asset company's part among them", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  ledger.stake(dealId);
  const planId = ledger.approved(dealId, teamShares({ leader: 60, jia: 40 }));
  const register = (payeeIds: readonly string[]) =>
    ledger.done("transfer.register-shares", { planId, payeeIds, ...ENTRY }, ["asset", "rail"]);
  register([memberId("holding"), personId("leader")]);
  const shares = `shares/${dealId}`;
  const holdings = () => ledger.balances(`holding/${dealId}`);
  assert.deepEqual(holdings(), {
    [`${shares}:${memberId("holding")}:holding/${dealId}`]: "125000000",
    [`${shares}:${personId("leader")}:holding/${dealId}`]: "675000000",
  });
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
  register([personId("jia")]);
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  const sum = Object.values(holdings()).reduce((total, balance) => total + BigInt(balance), 0n);
  assert.equal(sum, 1_250_000_000n);
});

test("a registration is signed by the holder and the company, for lines that wait, once for each", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.equity({}, achievementId);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const register = (changes: ValueObject = {}, as: readonly Label[] = ["asset", "rail"]) =>
    ledger.act("register-shares", { planId, payeeIds: [personId("jia")], ...ENTRY, ...changes }, as);
  expectRejected(register({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(register({}, ["other asset", "rail"]), "case_of_other_holder");
  expectRejected(register({}, ["asset", "metro"]), "case_of_other_company");
  expectRejected(register({ payeeIds: [personId("stranger")] }), "line_not_found");
  expectRejected(register({ payeeIds: [personId("jia"), personId("jia")] }), "payee_repeated");
  expectRejected(register({ occurredOn: TOMORROW }), "day_in_future");
  ledger.done("transfer.register-shares", { planId, payeeIds: [personId("jia")], ...ENTRY }, ["asset", "rail"]);
  assert.equal(expectRejected(register(), "line_not_payable")["payee"], personId("jia"));

  const licenceId = ledger.licence({}, achievementId);
  ledger.receipt(licenceId, 10_000n);
  const cash = { planId: ledger.approved(licenceId) };
  expectRejected(register(cash, ["asset", "metro"]), "line_of_money");
});

test("nobody registers shares for the own name", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("rail"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.equity({ isRelatedParty: true }, achievementId);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId, teamShares({ leader: 60, rail: 40 }));
  const args = { planId, payeeIds: [personId("rail")], ...ENTRY };
  expectRejected(ledger.act("register-shares", args, ["asset", "rail"]), "signer_is_payee");
});
