import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  personId,
  TOMORROW,
  TransferLedger,
  teamList,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

function split(ledger = new TransferLedger()): { ledger: TransferLedger; dealId: string; planId: string } {
  const dealId = ledger.licence();
  ledger.receipt(dealId, 10_000n);
  return { ledger, dealId, planId: ledger.split(dealId) };
}

const PAPER = {
  openedOn: "2026-02-02",
  closesOn: "2026-02-27",
  dayKind: "working",
  documentHash: "c".repeat(64),
  shortReason: "春节假期",
};

test("a notice shows each payee's line, lasts as the rule says, and leads to the approval when it has run out", () => {
  const { ledger, planId } = split();
  const done = ledger.done("transfer.publish-plan-notice", { planId, revision: 1, audience: "unit" }, "office");
  // 15 working days from Monday 2 March 2026.
  assert.deepEqual([done["closesOn"], done["isShort"]], ["2026-03-23", false]);
  const notice = ledger.rows({ name: "transfer_notices" })[0];
  const lines = notice?.["lines"] as { id: string; facts: { name: string; value: string }[] }[];
  assert.deepEqual(
    lines.map(({ id }) => id).sort(),
    ["leader", "jia", "yi", "bing", "ding"].map((label) => personId(label as Label)).sort(),
  );
  assert.equal(lines.find(({ id }) => id === personId("jia"))?.facts[0]?.value, "2134");
  assert.equal(ledger.row("plans", "id", planId)["state"], "noticed");
  ledger.advanceTo(endOfDay("2026-03-22"));
  assert.equal(ledger.row("plans", "id", planId)["state"], "noticed");
  ledger.advanceTo(endOfDay("2026-03-23"));
  assert.equal(ledger.row("plans", "id", planId)["state"], "approving");
  assert.deepEqual(ledger.faults, []);
});

test("seven days are too few without a reason, and with one the notice says so", () => {
  const { ledger, planId } = split();
  const publish = (changes: ValueObject) =>
    ledger.act("publish-plan-notice", { planId, revision: 1, audience: "unit", days: 7, ...changes }, "office");
  const facts = expectRejected(publish({}), "notice_too_short");
  assert.deepEqual([facts["days"], facts["required"]], [7, 15]);
  const args = { planId, revision: 1, audience: "unit", days: 7, shortReason: "合同约定的付款期将至" };
  assert.equal(ledger.done("transfer.publish-plan-notice", args, "office")["isShort"], true);
});

test("the office of the unit publishes the split that was seen, and has no part in it", () => {
  const { ledger, planId } = split();
  const publish = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("publish-plan-notice", { planId, revision: 1, audience: "unit", ...changes }, as);
  expectRejected(publish({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(publish({}, "other office"), "case_of_other_unit");
  expectRejected(publish({ revision: 2 }), "split_superseded");
  ledger.announced(planId);
  expectRejected(publish(), "plan_not_split");
});

test("a contributor does not publish, and a notice without a rule says how long", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 10_000n);
  const planId = ledger.split(dealId);
  const args = { planId, revision: 1, audience: "unit" };
  expectRejected(ledger.act("publish-plan-notice", args, "everything"), "officer_is_contributor");
  expectRejected(
    ledger.act("record-paper-plan-notice", { planId, revision: 1, ...PAPER }, "everything"),
    "officer_is_contributor",
  );
  expectRejected(ledger.act("publish-plan-notice", args, "office"), "notice_days_missing");
  ledger.done("transfer.publish-plan-notice", { ...args, days: 5 }, "office");
});

test("a notice on paper is entered when it is over, is marked, and leads to the approval at once", () => {
  const { ledger, planId } = split();
  const record = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("record-paper-plan-notice", { planId, revision: 1, ...PAPER, ...changes }, as);
  expectRejected(record({ planId: testId("plan", "none") }), "plan_not_found");
  expectRejected(record({}, "other office"), "case_of_other_unit");
  expectRejected(record({ closesOn: TOMORROW }), "day_in_future");
  expectRejected(record({ openedOn: "2026-02-27", closesOn: "2026-02-27" }), "notice_without_days");
  expectRejected(record({ revision: 2 }), "split_superseded");
  const { shortReason: _, ...silent } = PAPER;
  const without = ledger.act("record-paper-plan-notice", { planId, revision: 1, ...silent }, "office");
  expectRejected(without, "notice_too_short");
  ledger.done("transfer.record-paper-plan-notice", { planId, revision: 1, ...PAPER }, "office");
  assert.equal(ledger.rows({ name: "transfer_notices" })[0]?.["isPaper"], true);
  assert.equal(ledger.row("plans", "id", planId)["state"], "approving");
  expectRejected(record(), "plan_not_split");
});

test("a plan that is withdrawn takes its notice and its approval along", () => {
  const { ledger, dealId, planId } = split();
  ledger.announced(planId);
  ledger.done("transfer.withdraw-plan", { planId, reason: "成本有误" }, "office");
  assert.equal(ledger.rows({ name: "transfer_notices" })[0]?.["state"], "withdrawn");
  assert.equal(ledger.rows({ name: "transfer_approvals" })[0]?.["state"], "cancelled");
  assert.deepEqual(ledger.rows({ name: "transfer_approval_inbox" }), []);
  ledger.approved(dealId, teamShares({ leader: 1 }));
});
