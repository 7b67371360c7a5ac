import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  memberId,
  personId,
  TransferLedger,
  teamList,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

test("an approval moves costs, the unit's part and everybody's award out of the pool", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  const planId = ledger.split(dealId, teamShares({ leader: 60, jia: 40 }));
  const { openLineCount } = ledger.done("transfer.approve-plan", { planId, revision: 1 }, "finance");
  assert.equal(openLineCount, 2);
  assert.deepEqual(ledger.balances(dealId), {
    [`cny:${dealId}:bank`]: "-11000",
    [`cny:${dealId}:pool`]: "0",
    [`cny:${dealId}:costs`]: "1000",
    [`cny:${memberId("school")}:retained/${dealId}`]: "300",
    [`cny:${personId("leader")}:claim/${dealId}`]: "5820",
    [`cny:${personId("jia")}:claim/${dealId}`]: "3880",
  });
  assert.equal(ledger.row("plans", "id", planId)["state"], "approved");
});

test("who proposed, contributed or belongs to another unit does not approve", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId }, "everything");
  const approve = (as: Label, id = String(planId), revision = 1) =>
    ledger.act("approve-plan", { planId: id, revision }, as);
  expectRejected(approve("dean", testId("plan", "none")), "plan_not_found");
  expectRejected(approve("other dean"), "case_of_other_unit");
  expectRejected(approve("office"), "role_missing");
  expectRejected(approve("everything"), "approver_is_proposer");
  expectRejected(approve("dean"), "plan_not_split");
});

test("a member of the team does not approve what concerns it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("dean"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  expectRejected(ledger.act("approve-plan", { planId, revision: 1 }, "dean"), "approver_is_contributor");
});

test("an approval names the split that was seen", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares({ leader: 1 }) }, "leader");
  const facts = expectRejected(ledger.act("approve-plan", { planId, revision: 1 }, "dean"), "split_superseded");
  assert.equal(facts["revision"], 2);
  ledger.done("transfer.approve-plan", { planId, revision: 2 }, "dean");
  expectRejected(ledger.act("approve-plan", { planId, revision: 2 }, "dean"), "plan_not_split");
});

test("a plan in which nobody is owed anything is settled at once", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 0 }, "office");
  ledger.done("transfer.decide-team-split", { planId: planId ?? "", shares: teamShares() }, "leader");
  ledger.done("transfer.approve-plan", { planId: planId ?? "", revision: 1 }, "dean");
  assert.equal(ledger.row("plans", "id", String(planId))["state"], "settled");
});
