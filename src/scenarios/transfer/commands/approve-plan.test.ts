import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  memberId,
  personId,
  RESOLUTION,
  TODAY,
  TransferLedger,
  teamList,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

/** A plan that waits for its approval, of a licence of which so much came in. */
function asked(amount = 10_000n, shares = teamShares()): { ledger: TransferLedger; dealId: string; planId: string } {
  const ledger = new TransferLedger();
  const price = { price: 1_000_000_000n, instalments: [{ dueOn: "2026-06-30", amount: 1_000_000_000n }] };
  const dealId = ledger.licence(price);
  ledger.receipt(dealId, amount);
  const planId = ledger.split(dealId, shares);
  ledger.announced(planId);
  return { ledger, dealId, planId };
}

function stateOf(ledger: TransferLedger, planId: string) {
  return ledger.row("plans", "id", planId)["state"];
}

test("an approval moves costs, the unit's part and everybody's award out of the pool", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.cost(dealId, 1_000n);
  ledger.receipt(dealId, 11_000n);
  const planId = ledger.split(dealId, teamShares({ leader: 60, jia: 40 }));
  ledger.announced(planId);
  const first = ledger.done("transfer.approve-plan", { planId, revision: 1 }, "director");
  assert.deepEqual([first["isApproved"], first["step"], first["openLineCount"]], [false, "office", 0]);
  assert.equal(ledger.balances(dealId)[`cny:${dealId}:pool`], "11000");
  const last = ledger.done("transfer.approve-plan", { planId, revision: 1 }, "finance");
  assert.deepEqual([last["isApproved"], last["openLineCount"]], [true, 2]);
  assert.deepEqual(ledger.balances(dealId), {
    [`cny:${dealId}:bank`]: "-11000",
    [`cny:${dealId}:pool`]: "0",
    [`cny:${dealId}:costs`]: "1000",
    [`cny:${memberId("school")}:retained/${dealId}`]: "300",
    [`cny:${personId("leader")}:claim/${dealId}`]: "5820",
    [`cny:${personId("jia")}:claim/${dealId}`]: "3880",
  });
  assert.equal(stateOf(ledger, planId), "approved");
});

test("above two million the leadership approves too, above five million with the minutes of a meeting", () => {
  const small = asked(200_000_000n);
  // One award above 300,000 yuan asks for minutes whatever the whole is.
  const steps = (ledger: TransferLedger) =>
    ledger.rows({ name: "transfer_approval_steps" }).map((row) => [row["stepId"], row["needsResolution"]]);
  assert.deepEqual(
    steps(small.ledger).find(([step]) => step === "leadership"),
    ["leadership", true],
  );
  const tiny = asked(20_000_000n);
  assert.deepEqual(
    steps(tiny.ledger).map(([step]) => step),
    ["finance", "office"],
  );
  const { ledger, planId } = asked(600_000_000n);
  for (const label of ["director", "finance"] as const) {
    ledger.done("transfer.approve-plan", { planId, revision: 1 }, label);
  }
  const approve = (changes: ValueObject = {}) =>
    ledger.act("approve-plan", { planId, revision: 1, ...changes }, "dean");
  expectRejected(approve(), "resolution_missing");
  ledger.done("transfer.approve-plan", { planId, revision: 1, resolution: RESOLUTION }, "dean");
  assert.equal(stateOf(ledger, planId), "approved");
  assert.deepEqual(
    ledger.rows({ name: "transfer_approval_steps" }).find(({ stepId }) => stepId === "leadership")?.["resolution"],
    RESOLUTION,
  );
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
  expectRejected(approve("director"), "approval_not_asked");
  ledger.done("transfer.decide-team-split", { planId: String(planId), shares: teamShares() }, "leader");
  ledger.announced(String(planId));
  expectRejected(approve("everything"), "approver_is_proposer");
  expectRejected(approve("office"), "step_of_other_role");
  expectRejected(approve("leader"), "approver_is_beneficiary");
  ledger.done("transfer.approve-plan", { planId: String(planId), revision: 1 }, "director");
  expectRejected(approve("director"), "approver_has_signed");
  ledger.done("transfer.approve-plan", { planId: String(planId), revision: 1 }, "finance");
  expectRejected(approve("dean"), "approval_not_open");
});

test("a member of the team does not approve what concerns it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("finance"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  ledger.announced(planId);
  expectRejected(ledger.act("approve-plan", { planId, revision: 1 }, "finance"), "approver_is_beneficiary");
});

test("an approval names the split that was seen", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares({ leader: 1 }) }, "leader");
  ledger.announced(planId);
  const facts = expectRejected(ledger.act("approve-plan", { planId, revision: 1 }, "director"), "split_superseded");
  assert.equal(facts["revision"], 2);
  ledger.done("transfer.approve-plan", { planId, revision: 2 }, "director");
});

test("a deputy signs for an approver, and an absent one does not", () => {
  const { ledger, planId } = asked();
  const days = { startsOn: TODAY, endsOn: "2026-03-20", isAbsent: true, reason: "出差" };
  const deputyId = personId("stranger");
  const named = ledger.done("transfer.name-deputy", { deputyId, role: "finance-officer", ...days }, "finance");
  expectRejected(ledger.act("approve-plan", { planId, revision: 1 }, "finance"), "approver_absent");
  const signed = ledger.done("transfer.approve-plan", { planId, revision: 1 }, "stranger");
  assert.equal(signed["step"], "finance");
  const step = ledger.rows({ name: "transfer_approval_steps" }).find(({ stepId }) => stepId === "finance");
  assert.deepEqual([step?.["signedBy"], step?.["onBehalfOf"]], [deputyId, personId("finance")]);
  ledger.done("transfer.revoke-deputy", { deputyshipId: named["deputyshipId"] ?? "" }, "finance");
});

test("a plan in which nobody is owed anything is settled at once", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  const { planId } = ledger.done("transfer.propose-plan", { dealId, agreedRateBp: 0 }, "office");
  ledger.done("transfer.decide-team-split", { planId: planId ?? "", shares: teamShares() }, "leader");
  ledger.announced(String(planId));
  ledger.approve(String(planId));
  assert.equal(stateOf(ledger, String(planId)), "settled");
  assert.deepEqual(ledger.rows({ name: "transfer_obligations" }), []);
});
