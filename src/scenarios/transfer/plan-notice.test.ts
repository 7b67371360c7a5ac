import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfDay } from "#kit/calendar-day";
import { type Label, personId, RESOLUTION, TransferLedger, teamShares } from "../../../test/support/transfer-ledger.ts";

const CLOSES_ON = "2026-03-23";

/** A plan in its notice, with an objection to the line of one payee. */
class Disputed {
  readonly ledger = new TransferLedger();
  readonly dealId: string;
  readonly planId: string;
  readonly noticeId: string;

  constructor() {
    this.dealId = this.ledger.licence();
    this.ledger.receipt(this.dealId, 10_000n);
    this.planId = this.ledger.split(this.dealId);
    const args = { planId: this.planId, revision: 1, audience: "unit" };
    this.noticeId = String(this.ledger.done("transfer.publish-plan-notice", args, "office")["noticeId"]);
  }

  object(as: Label = "jia", label: Label = "jia"): string {
    const args = { noticeId: this.noticeId, target: "line", lineId: personId(label), reason: "比例有异议" };
    return String(this.ledger.done("transfer.object", args, as)["objectionId"]);
  }

  answer(objectionId: string, result: "upheld" | "dismissed"): void {
    const args = { objectionId, result, resolution: "答复" };
    this.ledger.done("transfer.resolve-objection", args, "discipline");
  }

  /** Lets the notice run out and has everybody approve. */
  approve(): void {
    this.ledger.advanceTo(endOfDay(CLOSES_ON));
    this.ledger.approve(this.planId);
    assert.equal(this.stateOfPlan, "approved");
  }

  /** Has those approve again whose step waits for the line that was released. */
  approveReleased(): void {
    for (const label of ["director", "finance"] as const) {
      const args = { planId: this.planId, revision: 1, resolution: RESOLUTION };
      this.ledger.done("transfer.approve-plan", args, label);
    }
  }

  line(label: Label): string {
    const rows = this.ledger.rows({ name: "transfer_plan_lines" });
    const found = rows.find((row) => row["planId"] === this.planId && row["payeeId"] === personId(label));
    return String(found?.["state"]);
  }

  get stateOfPlan(): string {
    return String(this.ledger.row("plans", "id", this.planId)["state"]);
  }

  balance(name: string): string | undefined {
    return this.ledger.balances(this.dealId)[`cny:${name}`];
  }

  totals(...fields: readonly string[]): readonly unknown[] {
    const row = this.ledger.row("settlements", "dealId", this.dealId);
    return fields.map((field) => row[field]);
  }
}

const OTHERS = ["leader", "yi", "bing", "ding"] as const;

test("an objection to one line freezes it alone: the others are approved and paid, its money is set aside", () => {
  const { ledger, dealId, case: plan } = disputed();
  plan.object();
  assert.deepEqual([plan.line("jia"), plan.line("yi")], ["frozen", "planned"]);
  assert.equal(ledger.rows({ name: "transfer_notices" }).at(-1)?.["state"], "open");
  plan.approve();
  assert.equal(plan.balance(`${dealId}:disputed`), "2134");
  assert.deepEqual(plan.totals("awarded", "frozen", "openLineCount"), ["9700", "2134", 5]);
  ledger.paid(plan.planId, ...OTHERS);
  assert.deepEqual([plan.stateOfPlan, plan.line("jia")], ["approved", "frozen"]);
  assert.deepEqual(plan.totals("paid", "openLineCount"), ["7566", 1]);
  assert.deepEqual(ledger.faults, []);
});

test("dismissed after the others are paid, the line is approved by itself and paid in another list", () => {
  const { ledger, dealId, case: disputedCase } = disputed();
  const objectionId = disputedCase.object();
  disputedCase.approve();
  ledger.paid(disputedCase.planId, ...OTHERS);
  disputedCase.answer(objectionId, "dismissed");
  assert.deepEqual([disputedCase.line("jia"), disputedCase.stateOfPlan], ["planned", "approved"]);
  assert.equal(disputedCase.balance(`${dealId}:disputed`), "2134");
  disputedCase.approveReleased();
  assert.deepEqual([disputedCase.line("jia"), disputedCase.balance(`${dealId}:disputed`)], ["payable", "0"]);
  const reason = "再核对";
  ledger.done("transfer.withdraw-approval", { planId: disputedCase.planId, reason }, "finance");
  assert.deepEqual([disputedCase.line("jia"), disputedCase.balance(`${dealId}:disputed`)], ["planned", "2134"]);
  ledger.done("transfer.approve-plan", { planId: disputedCase.planId, revision: 1 }, "finance");
  ledger.paid(disputedCase.planId, "jia");
  assert.equal(disputedCase.stateOfPlan, "settled");
  assert.deepEqual(disputedCase.totals("paid", "frozen", "openLineCount"), ["9700", "0", 0]);
  assert.deepEqual(ledger.faults, []);
});

test("dismissed or taken back before the approval, the line is approved with the others", () => {
  const { ledger, case: disputedCase } = disputed();
  const first = disputedCase.object();
  const second = disputedCase.object("stranger");
  disputedCase.answer(first, "dismissed");
  assert.equal(disputedCase.line("jia"), "frozen");
  ledger.done("transfer.withdraw-objection", { objectionId: second }, "stranger");
  assert.equal(disputedCase.line("jia"), "planned");
  disputedCase.approve();
  assert.equal(disputedCase.line("jia"), "payable");
});

test("upheld, the line is superseded, and the next plan gives its amount out as the leader decides anew", () => {
  const { ledger, dealId, case: disputedCase } = disputed();
  const objectionId = disputedCase.object("yi", "jia");
  disputedCase.approve();
  ledger.paid(disputedCase.planId, ...OTHERS);
  disputedCase.answer(objectionId, "upheld");
  assert.deepEqual([disputedCase.line("jia"), disputedCase.stateOfPlan], ["superseded", "settled"]);
  assert.deepEqual(disputedCase.totals("awarded", "frozen", "openLineCount"), ["7566", "0", 0]);
  assert.equal(disputedCase.balance(`${dealId}:pool`), "2134");
  const next = ledger.split(dealId, teamShares({ leader: 4_000, jia: 1_000, yi: 2_800, bing: 1_200, ding: 1_000 }));
  assert.equal(ledger.row("plans", "id", next)["amount"], "2134");
  ledger.announced(next);
  ledger.approve(next);
  ledger.paid(next, "jia", "yi");
  assert.deepEqual(disputedCase.totals("awarded", "retained", "frozen"), ["9700", "300", "0"]);
  assert.deepEqual(ledger.faults, []);
});

test("upheld before the approval, the line is left out of it", () => {
  const { ledger, dealId, case: disputedCase } = disputed();
  disputedCase.answer(disputedCase.object("yi", "jia"), "upheld");
  disputedCase.approve();
  assert.deepEqual(disputedCase.totals("awarded", "retained"), ["7566", "300"]);
  assert.equal(disputedCase.balance(`${dealId}:pool`), "2134");
  ledger.done("transfer.void-plan", { planId: disputedCase.planId, reason: "更正" }, "dean");
  assert.equal(disputedCase.balance(`${dealId}:pool`), "10000");
});

test("released lines that are returned go back to the pool", () => {
  const { ledger, dealId, case: disputedCase } = disputed();
  const objectionId = disputedCase.object();
  disputedCase.approve();
  disputedCase.answer(objectionId, "dismissed");
  ledger.done("transfer.return-plan", { planId: disputedCase.planId, reason: "重新分配" }, "finance");
  assert.deepEqual([disputedCase.line("jia"), disputedCase.line("yi")], ["superseded", "payable"]);
  assert.equal(disputedCase.balance(`${dealId}:pool`), "2134");
});

test("a notice that is withdrawn or made void thaws its lines, and the plan is published anew", () => {
  const { ledger, case: disputedCase } = disputed();
  disputedCase.object();
  const args = { noticeId: disputedCase.noticeId, reason: "内容有误" };
  ledger.done("transfer.withdraw-notice", args, "office");
  assert.deepEqual([disputedCase.stateOfPlan, disputedCase.line("jia")], ["split", "planned"]);
  ledger.announced(disputedCase.planId);
  assert.equal(disputedCase.stateOfPlan, "approving");
});

test("an objection to the whole stops the clock, and the approval waits for its answer", () => {
  const { ledger, case: disputedCase } = disputed();
  const args = { noticeId: disputedCase.noticeId, target: "whole", reason: "净收入计算有误" };
  const { objectionId } = ledger.done("transfer.object", args, "stranger");
  ledger.advanceTo(endOfDay(CLOSES_ON));
  assert.equal(disputedCase.stateOfPlan, "noticed");
  disputedCase.answer(String(objectionId), "upheld");
  assert.equal(disputedCase.stateOfPlan, "split");
});

function disputed() {
  const disputedCase = new Disputed();
  return { ledger: disputedCase.ledger, dealId: disputedCase.dealId, case: disputedCase };
}
