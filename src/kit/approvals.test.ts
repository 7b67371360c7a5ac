import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { CommandContext, Context } from "#kernel/command";
import type { Tx } from "#kernel/table";
import { RowLedger } from "../../test/support/row-ledger.ts";
import { testId } from "../../test/support/test-genesis.ts";
import { asksAlways, type ChainStep, stepsFor } from "./approval-chain.ts";
import { type ApprovalProblem, defineApprovalBook } from "./approvals.ts";
import { type Approval, defineDeputyTable } from "./approvals-tables.ts";
import { nameDeputy } from "./deputies.ts";

const title = { zh: "审批", en: "Approval" };
const CHAIN: readonly ChainStep[] = [
  { id: "office", stage: 1, roles: ["director"], title },
  { id: "finance", stage: 1, roles: ["finance"], title },
  {
    id: "leadership",
    stage: 2,
    roles: ["leadership"],
    title,
    neededOver: { amountOver: 200n, singleOver: 30n },
    resolutionOver: { amountOver: 500n, singleOver: 30n },
  },
];
const RESOLUTION = { minutesNumber: "纪要-1", documentHash: "a".repeat(64) };
const DAY = "2026-03-02";

const book = defineApprovalBook({
  name: "test",
  deputies: defineDeputyTable("test"),
  mayRead: (_, viewer) => viewer !== undefined,
  benefits: (_, __, personId) => personId === testId("person", "payee"),
});

/** People of one member, each with the role of the label unless roles are given. */
function signing(ctx: Context, label: string, roles: readonly string[] = [label], member = "school"): CommandContext {
  const signer = { keyId: label, personId: testId("person", label), memberId: testId("member", member), roles };
  return { ...ctx, actor: signer, signers: [signer], roles: [] };
}

class Desk {
  readonly ledger = new RowLedger(book.tables, []);
  readonly id: string;

  constructor(amount: bigint, single = 1n) {
    const approval = this.ledger.run((tx, ctx) =>
      book.open(tx, signing(ctx, "proposer"), {
        subjectId: "plan_1",
        unitId: testId("member", "school") as Approval["unitId"],
        proposedBy: testId("person", "proposer") as Approval["proposedBy"],
        rule: { packId: "test", packVersion: 1, ruleId: "chain" },
        steps: stepsFor(CHAIN, { amount, single }),
        amount,
        single,
      }),
    );
    this.id = approval.id;
  }

  act<T>(act: (tx: Tx, ctx: CommandContext) => T, label: string, roles?: readonly string[], member?: string): T {
    return this.ledger.run((tx, ctx) => act(tx, signing(ctx, label, roles, member)));
  }

  sign(label: string, roles?: readonly string[], resolution: typeof RESOLUTION | undefined = undefined) {
    return this.act((tx, ctx) => book.sign(tx, ctx, this.id, resolution), label, roles);
  }

  withdraw(label: string) {
    return this.act((tx, ctx) => book.withdraw(tx, ctx, this.id), label);
  }

  get state(): string {
    return book.require(this.ledger.read, this.id).state;
  }

  inbox(role: string): number {
    return book.inboxOf(this.ledger.read, testId("member", "school"), role, { limit: 10 }).length;
  }
}

function declines(outcome: { ok: boolean; problem?: ApprovalProblem }, problem: ApprovalProblem): void {
  assert.deepEqual([outcome.ok, outcome.problem], [false, problem]);
}

test("thresholds choose the steps, and which of them need a resolution", () => {
  const needed = (amount: bigint, single: bigint) =>
    stepsFor(CHAIN, { amount, single }).map((step) => `${step.id}${step.needsResolution ? "!" : ""}`);
  assert.deepEqual(needed(200n, 30n), ["office", "finance"]);
  assert.deepEqual(needed(201n, 30n), ["office", "finance", "leadership"]);
  assert.deepEqual(needed(501n, 30n), ["office", "finance", "leadership!"]);
  assert.deepEqual(needed(1n, 31n), ["office", "finance", "leadership!"]);
  assert.equal(asksAlways(CHAIN), true);
  assert.equal(asksAlways(CHAIN.slice(2)), false);
});

test("steps of a stage run side by side, the next opens after them, and the last approves", () => {
  const desk = new Desk(300n);
  assert.deepEqual([desk.inbox("director"), desk.inbox("finance"), desk.inbox("leadership")], [1, 1, 0]);
  assert.equal(desk.sign("finance").ok, true);
  assert.deepEqual([desk.inbox("director"), desk.inbox("finance"), desk.inbox("leadership")], [1, 0, 0]);
  declines(desk.sign("leadership"), "step_of_other_role");
  desk.sign("director");
  assert.deepEqual([desk.state, desk.inbox("leadership")], ["open", 1]);
  desk.sign("leadership");
  assert.deepEqual([desk.state, desk.inbox("leadership")], ["approved", 0]);
  declines(desk.sign("second leader", ["leadership"]), "approval_not_open");
  const [first] = book.approvalsOf(desk.ledger.read, "plan_1");
  assert.equal(first?.state, "approved");
});

test("nobody approves what they proposed or get a part of, or takes two steps", () => {
  const desk = new Desk(300n);
  declines(desk.sign("proposer", ["director"]), "approver_is_proposer");
  declines(desk.sign("payee", ["director"]), "approver_is_beneficiary");
  declines(
    desk.act((tx, ctx) => book.sign(tx, ctx, desk.id), "stranger", ["director"], "college"),
    "step_of_other_role",
  );
  assert.equal(desk.sign("both", ["director", "finance"]).ok, true);
  declines(desk.sign("both", ["director", "finance"]), "approver_has_signed");
});

test("a step above its threshold names the minutes of the meeting", () => {
  const desk = new Desk(501n);
  desk.sign("finance");
  desk.sign("director");
  declines(desk.sign("leadership"), "resolution_missing");
  const signed = desk.sign("leadership", undefined, RESOLUTION);
  assert.deepEqual(signed.ok && signed.step.resolution, RESOLUTION);
});

test("a signature is taken back by its signer until the next step is signed", () => {
  const desk = new Desk(300n);
  desk.sign("finance");
  desk.sign("director");
  declines(desk.withdraw("leadership"), "signature_of_other_person");
  const back = desk.withdraw("director");
  assert.deepEqual([back.ok && back.wasApproved, desk.inbox("director"), desk.inbox("leadership")], [false, 1, 0]);
  desk.sign("director");
  desk.sign("leadership");
  declines(desk.withdraw("director"), "signature_built_on");
  const last = desk.withdraw("leadership");
  assert.deepEqual([last.ok && last.wasApproved, desk.state, desk.inbox("leadership")], [true, "open", 1]);
});

test("whoever could take a step may return the whole for correction, with a reason", () => {
  const desk = new Desk(300n);
  const returned = (label: string) =>
    desk.act((tx, ctx) => book.returnForCorrection(tx, ctx, desk.id, "金额有误"), label);
  declines(returned("leadership"), "step_of_other_role");
  desk.sign("finance");
  const done = returned("director");
  assert.deepEqual([done.ok && done.approval.reason, desk.state, desk.inbox("director")], ["金额有误", "returned", 0]);
  declines(desk.withdraw("finance"), "approval_not_open");
});

test("what was taken back is approved by nobody", () => {
  const desk = new Desk(300n);
  desk.act((tx, ctx) => book.cancel(tx, ctx, desk.id), "proposer");
  assert.deepEqual([desk.state, desk.inbox("director")], ["cancelled", 0]);
  declines(desk.sign("director"), "approval_not_open");
  desk.act((tx, ctx) => book.cancel(tx, ctx, desk.id), "proposer");
  assert.equal(desk.state, "cancelled");
});

function named(desk: Desk, label: string, role: string, changes: { isAbsent?: boolean; endsOn?: string } = {}): void {
  desk.act(
    (tx, ctx) =>
      nameDeputy(tx, ctx, book.deputies, {
        deputyId: testId("person", "deputy") as Approval["proposedBy"],
        role,
        startsOn: DAY,
        endsOn: changes.endsOn ?? DAY,
        isAbsent: changes.isAbsent ?? false,
        reason: "出差",
      }),
    label,
  );
}

test("a deputy signs for whom it stands in, on the days named, and never for the proposer", () => {
  const desk = new Desk(100n);
  declines(desk.sign("deputy", []), "step_of_other_role");
  named(desk, "finance", "finance");
  const signed = desk.sign("deputy", []);
  assert.deepEqual(signed.ok && signed.step.onBehalfOf, testId("person", "finance"));
  const late = new Desk(100n);
  named(late, "finance", "finance", { endsOn: "2026-03-01" });
  declines(late.sign("deputy", []), "step_of_other_role");
  const proposing = new Desk(100n);
  named(proposing, "proposer", "director");
  declines(proposing.sign("deputy", []), "approver_is_proposer");
  const paying = new Desk(100n);
  named(paying, "payee", "director");
  declines(paying.sign("deputy", []), "approver_is_beneficiary");
});

test("who is absent does not sign; the deputy does", () => {
  const desk = new Desk(100n);
  named(desk, "finance", "finance", { isAbsent: true });
  declines(desk.sign("finance"), "approver_absent");
  assert.equal(desk.sign("deputy", []).ok, true);
});
