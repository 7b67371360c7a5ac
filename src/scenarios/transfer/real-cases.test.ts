import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfDay } from "#kit/calendar-day";
import { expectAnswered, expectRejected } from "../../../test/support/expect-answer.ts";
import { memberId, personId, TODAY, TransferLedger, teamShares } from "../../../test/support/transfer-ledger.ts";

/** Reported cases, to the fen; people are left out. */

test("a patent transferred for 30,000 yuan gives its inventor 27,000, and a notice of seven days says it is short", () => {
  const ledger = new TransferLedger({ unitCode: "college-90" });
  const terms = { route: "transfer", price: 3_000_000n, instalments: [{ dueOn: "2026-06-30", amount: 3_000_000n }] };
  const dealId = ledger.licence(terms);
  ledger.done("transfer.record-contract-registration", { dealId, number: "2019", registeredOn: TODAY }, "office");
  ledger.receipt(dealId, 3_000_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 9_000 }, "office");
  const shares = teamShares({ leader: 1 });
  ledger.done("transfer.decide-team-split", { planId: planId ?? "", shares }, "leader");
  assert.deepEqual(ledger.amounts(String(planId)), {
    [personId("leader")]: "2700000",
    [memberId("school")]: "300000",
  });
  const notice = { planId: planId ?? "", revision: 1, audience: "public", days: 7, dayKind: "calendar" };
  const facts = expectRejected(ledger.act("publish-plan-notice", notice, "office"), "notice_too_short");
  assert.deepEqual([facts["days"], facts["required"]], [7, 15]);
  const said = { ...notice, shortReason: "本校规定公示 7 天" };
  const published = ledger.done("transfer.publish-plan-notice", said, "office");
  assert.equal(published["isShort"], true);
  ledger.advanceTo(endOfDay("2026-03-09"));
  ledger.approve(String(planId));
  const lines = [{ personId: personId("leader"), basis: "relief", tax: 40_500n }];
  ledger.done("transfer.record-withholding", { planId: planId ?? "", lines }, "finance");
  // Half of 27,000 yuan counts as wage of the month.
  assert.equal(ledger.row("withholdings", "payeeId", personId("leader"))["taxable"], "1350000");
  ledger.answered(ledger.instructed(String(planId), ["leader"]));
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:payout`], "2659500");
});

test("97 % of the net income passes the floors of the nation and of Beijing", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 100_000_000n);
  const planId = ledger.split(dealId);
  const { findings } = expectAnswered(ledger.query("transfer.plan", { planId }, "office")) as {
    findings: readonly { packId: string; ruleId: string; verdict: string }[];
  };
  const verdicts = new Map(findings.map(({ ruleId, packId, verdict }) => [`${packId} ${ruleId}`, verdict]));
  assert.equal(verdicts.get("national-2015 cash-floor"), "met");
  assert.ok([...verdicts].filter(([name]) => name.startsWith("beijing")).every(([, verdict]) => verdict === "met"));
  assert.equal(
    findings.some(({ verdict }) => verdict === "missed"),
    false,
  );
});
