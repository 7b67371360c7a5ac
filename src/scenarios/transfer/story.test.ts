import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../test/support/expect-answer.ts";
import { type Label, memberId, personId, TODAY, TransferLedger } from "../../../test/support/transfer-ledger.ts";

const TEAM_LABELS = ["leader", "jia", "yi", "bing", "ding"] as const;

test("a stake of 12,500,000 yuan becomes 11,250,000 for the team and 1,250,000 held by the asset company", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  assert.equal(ledger.row("deals", "id", dealId)["isLate"], true);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
  const plan = ledger.row("plans", "id", planId);
  assert.deepEqual([plan["base"], plan["amount"]], ["1250000000", "1250000000"]);
  assert.deepEqual(ledger.amounts(planId), {
    [personId("leader")]: "450000000",
    [personId("jia")]: "247500000",
    [personId("yi")]: "180000000",
    [personId("bing")]: "135000000",
    [personId("ding")]: "112500000",
    [memberId("holding")]: "125000000",
  });
  const payeeIds = Object.keys(ledger.amounts(planId));
  const args = { planId, payeeIds, occurredOn: TODAY, registryReference: "登记-2" };
  ledger.done("transfer.register-shares", args, ["asset", "rail"]);
  assert.equal(ledger.row("plans", "id", planId)["state"], "settled");
  ledger.done("transfer.close-deal", { dealId }, "office");
  const balances = ledger.balances(dealId);
  assert.equal(balances[`shares/${dealId}:${memberId("rail")}:issuer/${dealId}`], "-1250000000");
  assert.equal(balances[`shares/${dealId}:${memberId("holding")}:holding/${dealId}`], "125000000");
  assert.equal(balances[`shares/${dealId}:${personId("leader")}:holding/${dealId}`], "450000000");
  // Shares are an asset of their own: the case has no account of money.
  assert.equal(
    Object.keys(balances).some((id) => id.startsWith("cny")),
    false,
  );
  assert.deepEqual(ledger.faults, []);
});

test("a licence in three instalments is shared 97 to 3 to the fen, whatever happens in between", () => {
  const ledger = new TransferLedger();
  const instalments = [100_000_003n, 100_000_003n, 99_999_994n].map((amount, i) => ({
    dueOn: `202${6 + i}-06-30`,
    amount,
  }));
  const dealId = ledger.licence({ instalments });

  // First instalment, with a cost that turns out to be entered twice.
  ledger.cost(dealId, 90_000n, "deal-taxes");
  const twice = ledger.cost(dealId, 90_000n, "deal-taxes");
  ledger.receipt(dealId, 100_000_003n);
  const withdrawn = ledger.proposed(dealId);
  expectRejected(ledger.act("decide-team-split", { planId: withdrawn, shares: [] }, "jia"), "arguments_unfit");
  ledger.done("transfer.reverse-cost", { costId: twice, reason: "重复录入" }, "finance");
  ledger.done("transfer.withdraw-plan", { planId: withdrawn, reason: "成本有误" }, "office");
  payAll(ledger, ledger.approved(dealId));

  // Second instalment: one payment comes back and is made again.
  const receiptId = ledger.receipt(dealId, 100_000_030n);
  ledger.done("transfer.reverse-receipt", { receiptId, reason: "金额录错" }, "finance");
  ledger.receipt(dealId, 100_000_003n);
  const second = ledger.approved(dealId);
  ledger.withheld(second, ["yi"]);
  ledger.answered(ledger.instructed(second, ["yi"]), "returned");
  payAll(ledger, second);

  // Third instalment, less a cost that arrived late.
  ledger.cost(dealId, 6_698_567n, "maintenance");
  ledger.receipt(dealId, 99_999_994n);
  payAll(ledger, ledger.approved(dealId));
  ledger.done("transfer.close-deal", { dealId }, "office");

  // The same as one instalment of 3,000,000.00 yuan would have given: 2,932,114.33 net, 2,844,150.90 and 87,963.43.
  const totals = ledger.row("settlements", "dealId", dealId);
  assert.deepEqual(
    [totals["received"], totals["recouped"], totals["awarded"], totals["retained"], totals["paid"]],
    ["300000000", "6788567", "284415090", "8796343", "284415090"],
  );
  const shares = TEAM_LABELS.map((label) => allotted(ledger, label));
  assert.equal(
    shares.reduce((sum, amount) => sum + amount, 0n),
    284_415_090n,
  );
  // 40, 22, 16, 12 and 10 % of 284,415,090 fen, none of them a fen or more away from it.
  const exact = [1_137_660_360n, 625_713_198n, 455_064_144n, 341_298_108n, 284_415_090n];
  for (const [i, tenths] of exact.entries()) {
    const off = (shares[i] ?? 0n) * 10n - tenths;
    assert.equal(off > -10n && off < 10n, true, `${TEAM_LABELS[i]} has ${shares[i]}`);
  }
  const balances = ledger.balances(dealId);
  assert.equal(balances[`cny:${dealId}:pool`], "0");
  assert.equal(balances[`cny:${dealId}:payout`], "284415090");
  assert.equal(balances[`cny:${memberId("school")}:retained/${dealId}`], "8796343");
  assert.deepEqual(ledger.faults, []);
});

function payAll(ledger: TransferLedger, planId: string): void {
  ledger.paid(planId, ...TEAM_LABELS);
}

function allotted(ledger: TransferLedger, label: Label): bigint {
  return BigInt(String(ledger.row("payees", "personId", personId(label))["allotted"]));
}
