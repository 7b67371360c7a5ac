import assert from "node:assert/strict";
import { test } from "node:test";
import type { Act, CaseAnswer } from "./answers.ts";
import { actAddress, correctionFor, correctionOf } from "./corrections.ts";

const act = (command: string, subjectId: string | null): Act => ({
  transactionId: "tx",
  command: `transfer.${command}`,
  dealId: "deal",
  subjectId,
  signerIds: [],
  at: 0,
  occurredOn: null,
  isLate: false,
  reason: null,
});

const entry = (id: string, state: string) => ({ id, state, amount: "1", occurredOn: "2026-03-02", reference: "slip" });

function found(state: string): CaseAnswer {
  const deal = { id: "deal", state } as NonNullable<CaseAnswer["deal"]>;
  return { deal, receipts: [entry("standing", "recorded"), entry("gone", "reversed")] };
}

test("an act that stands leads to its counter-act with the fields filled in", () => {
  const correction = correctionOf(act("record-receipt", "standing"), found("signed"));
  assert.deepEqual(correction, {
    kind: "reverse",
    command: "reverse-receipt",
    args: { receiptId: "standing" },
  });
  assert.equal(
    actAddress("bjtu", "reverse-receipt", { receiptId: "standing" }),
    "/at/bjtu/acts/reverse-receipt?receiptId=standing",
  );
});

test("an act that was put right, or that later acts rest on, offers nothing", () => {
  assert.equal(correctionOf(act("record-receipt", "gone"), found("signed")), undefined);
  assert.equal(correctionOf(act("record-receipt", "standing"), found("closed")), undefined);
  assert.equal(correctionOf(act("propose-deal", null), found("signed")), undefined);
  assert.equal(correctionOf(act("confirm-contribution", null), found("signed")), undefined);
});

test("a notice of a plan is withdrawn while it runs, an approval while nobody is paid, and the split is decided anew", () => {
  const plan = (state: string) => [{ id: "plan", noticeId: "notice", state }] as unknown as CaseAnswer["plans"];
  const at = (state: string): CaseAnswer => ({ ...found("signed"), plans: plan(state) ?? [] });
  const commandAt = (name: string, subject: string, state: string) =>
    correctionOf(act(name, subject), at(state))?.command;
  assert.equal(commandAt("publish-plan-notice", "notice", "noticed"), "withdraw-notice");
  assert.equal(commandAt("publish-plan-notice", "notice", "approving"), undefined);
  assert.equal(commandAt("approve-plan", "plan", "approved"), "withdraw-approval");
  assert.equal(commandAt("approve-plan", "plan", "settled"), undefined);
  assert.equal(commandAt("decide-team-split", "plan", "split"), "decide-team-split");
  assert.equal(commandAt("propose-plan", "plan", "approving"), "withdraw-plan");
  assert.equal(commandAt("propose-plan", "plan", "approved"), "void-plan");
  assert.equal(commandAt("propose-plan", "plan", "settled"), undefined);
});

test("an approval is taken back by whoever gave it, once, and until it is given again from its latest entry", () => {
  const approvedBy = (personId: string) => ({ ...act("approve-plan", "plan"), signerIds: [personId] });
  const withdrawn = { ...act("withdraw-approval", "plan"), signerIds: ["head"] };
  const plans = [{ id: "plan", state: "approving" }] as unknown as NonNullable<CaseAnswer["plans"]>;
  const offered = (personId: string | undefined, acts: readonly Act[]) =>
    acts.map((_, at) => correctionFor(personId, acts, at, { ...found("signed"), plans })?.command ?? "");
  const first = [approvedBy("treasurer"), approvedBy("head")];
  assert.deepEqual(offered("head", first), ["", "withdraw-approval"]);
  assert.deepEqual(offered("treasurer", first), ["withdraw-approval", ""]);
  assert.deepEqual(offered(undefined, first), ["", ""]);
  assert.deepEqual(offered("head", [withdrawn, approvedBy("head")]), ["", ""]);
  assert.deepEqual(offered("head", [approvedBy("head"), withdrawn, approvedBy("head")]), ["withdraw-approval", "", ""]);
});
