import assert from "node:assert/strict";
import { test } from "node:test";
import { memberId, personId, TODAY, TransferLedger } from "../../../test/support/transfer-ledger.ts";

test("a stake of 12,500,000 yuan becomes 11,250,000 for the team and 1,250,000 held by the asset company", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.equity();
  assert.equal(ledger.row("deals", "id", dealId)["isLate"], true);
  ledger.stake(dealId);
  const planId = ledger.approved(dealId);
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
  assert.equal(
    Object.keys(balances).some((id) => id.startsWith("cny")),
    false,
  );
  assert.deepEqual(ledger.faults, []);
});
