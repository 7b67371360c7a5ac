import assert from "node:assert/strict";
import type { Context } from "#kernel/command";
import type { ReadTx, Tx } from "#kernel/table";
import { stepsFor } from "#kit/approval-chain";
import { saidOf } from "#kit/rule-check";
import { withSignature } from "./acts.ts";
import { approvals } from "./approval-book.ts";
import { linesOf, type PlanInCase } from "./case-access.ts";
import { writeLines } from "./closing.ts";
import type { Deal } from "./deal-tables.ts";
import { payments } from "./payment-book.ts";
import { type Line, lineKey, type Plan, planLines, plans, type Signature } from "./plan-tables.ts";
import { caseOf, frozenPack } from "./planning.ts";
import { countInSettlement, postPlan, postPlanReversal, postRelease, postReleaseReversal } from "./postings.ts";
import { isUnsettledLine, LINE_MOVES, moved, PLAN_MOVES } from "./rules.ts";
import { nameShareholders, unnameShareholders } from "./shareholder-table.ts";

/**
 * From the end of a notice to what is owed: an approval is asked for by the pack's thresholds, and its last signature makes
 * the lines payable that are not frozen. A line that is released later gets an approval of its own.
 */

type PlanOfDeal = Pick<PlanInCase, "plan" | "deal">;

/** The chain by which a deal's plans are approved: of the most special pack frozen on it. */
export function approvalRuleOf(deal: Deal) {
  const [rule] = saidOf(deal.packs.map(frozenPack), caseOf(deal), (pack) => pack.approvals);
  assert(rule !== undefined, `no pack of ${deal.id} says who approves`);
  return rule;
}

/** Asks for the approval of a plan whose notice has run out. */
export function beginApproval(tx: Tx, ctx: Context, { plan, deal }: PlanOfDeal): Plan {
  const asked = askFor(
    tx,
    ctx,
    { plan: moved(PLAN_MOVES, plan, "approving"), deal },
    awardsOf(tx, plan.id),
    plan.amount,
  );
  tx.table(plans).put(asked);
  return asked;
}

/** Asks for an approval of the lines that were released after their plan was approved, in place of one that is open. */
export function askForReleased(tx: Tx, ctx: Context, { plan, deal }: PlanOfDeal): void {
  if (plan.approvalId !== null && approvals.require(tx, plan.approvalId).state === "open") {
    approvals.cancel(tx, ctx, plan.approvalId);
  }
  const released = releasedOf(tx, plan.id);
  if (released.length === 0) return;
  const amount = released.reduce((sum, line) => sum + line.amount, 0n);
  tx.table(plans).put(askFor(tx, ctx, { plan, deal }, released, amount));
}

/** Carries out what an approval allows. Returns how many lines wait for the bank or the register by it. */
export function carryOutApproval(tx: Tx, ctx: Context, { plan, deal }: PlanOfDeal, signature: Signature): number {
  const signed = { ...plan, signed: withSignature(plan.signed, signature) };
  const standing = linesOf(tx, plan.id).filter(({ state }) => state === "planned" || state === "frozen");
  const covered = standing.filter(({ state }) => state === "planned");
  assert(plan.approvalId !== null, "what is carried out was approved");
  const approvalId = plan.approvalId;
  const owedLines = covered.map((line) => owed(tx, ctx, deal, { ...line, approvalId }, signature));
  nameShareholders(tx, deal, owedLines);
  if (plan.state === "approving") {
    postPlan(tx, ctx, deal, plan, standing);
    const frozen = standing.filter(({ state }) => state === "frozen").map((line) => ({ ...line, approvalId }));
    for (const line of [...owedLines, ...frozen]) tx.table(planLines).put(line);
    const waiting = [...owedLines, ...frozen].filter(({ state }) => isUnsettledLine(state)).length;
    const approved = moved(PLAN_MOVES, signed, "approved");
    tx.table(plans).put(waiting === 0 ? moved(PLAN_MOVES, approved, "settled") : approved);
    countInSettlement(tx, deal, ({ openLineCount }) => ({ openPlanId: null, openLineCount: openLineCount + waiting }));
  } else {
    tx.table(plans).put(signed);
    for (const line of covered) postRelease(tx, ctx, deal, line);
    writeLines(tx, { plan: signed, deal }, owedLines);
  }
  return owedLines.filter(({ state }) => state === "payable").length;
}

/** Whether everything that an approval made payable is still untouched: nothing paid, returned, or in a list for the bank. */
export function isApprovalUntouched(tx: ReadTx, { id, approvalId }: Plan): boolean {
  return coveredBy(tx, id, approvalId).every((line) => {
    if (line.state === "paid") return line.closedOn === null;
    const obligation = tx.table(payments.obligations).get(lineKey(line.planId, line.payeeId));
    return line.state === "payable" && (obligation === undefined || obligation.state === "approved");
  });
}

/** Whether a whole plan rests on its last approval, and not only lines that were released after an earlier one. */
export function isWholePlanApproved(tx: ReadTx, { id, approvalId }: Plan): boolean {
  const lines = linesOf(tx, id).filter(({ state }) => state !== "superseded");
  return lines.every((line) => line.kind !== "rest" || line.approvalId === approvalId);
}

/** Undoes what an approval did, for its last signature was taken back. */
export function undoApproval(tx: Tx, ctx: Context, { plan, deal }: PlanOfDeal): void {
  const lines = linesOf(tx, plan.id).filter(({ state }) => state !== "superseded");
  const covered = coveredBy(tx, plan.id, plan.approvalId);
  for (const line of covered) makeVoid(tx, line);
  unnameShareholders(tx, covered);
  const back = covered.map((line) => ({ ...moved(LINE_MOVES, line, "planned"), withheld: 0n }));
  if (!isWholePlanApproved(tx, plan)) {
    // An earlier approval stands: this one was of released lines only.
    for (const line of covered) postReleaseReversal(tx, ctx, deal, line);
    writeLines(tx, { plan, deal }, back);
    return;
  }
  postPlanReversal(tx, ctx, deal, plan, lines);
  const frozen = lines.filter(({ state }) => state === "frozen");
  for (const line of [...back, ...frozen]) tx.table(planLines).put({ ...line, approvalId: null });
  const waiting = lines.filter(({ state }) => isUnsettledLine(state)).length;
  tx.table(plans).put(moved(PLAN_MOVES, plan, "approving"));
  countInSettlement(tx, deal, (totals) => ({ openPlanId: plan.id, openLineCount: totals.openLineCount - waiting }));
}

/** Ends the obligation of a line, where it has one. */
export function makeVoid(tx: Tx, { planId, payeeId }: Line): void {
  const obligation = tx.table(payments.obligations).get(lineKey(planId, payeeId));
  if (obligation !== undefined && obligation.state !== "void") payments.makeVoid(tx, obligation.id);
}

/** Whether a line is closed by its approval: nothing is due, or the money stays with the unit. */
export function isDueNothing({ amount, kind, asset }: Line): boolean {
  return amount === 0n || (kind === "rest" && asset === "money");
}

function askFor(tx: Tx, ctx: Context, { plan, deal }: PlanOfDeal, lines: readonly Line[], amount: bigint): Plan {
  const { pack, said } = approvalRuleOf(deal);
  const [single = 0n] = lines.map((line) => line.amount).sort((a, b) => (a > b ? -1 : 1));
  const approval = approvals.open(tx, ctx, {
    subjectId: plan.id,
    unitId: deal.unitId,
    proposedBy: plan.proposedBy,
    rule: { packId: pack.id, packVersion: pack.version, ruleId: said.id },
    steps: stepsFor(said.steps, { amount, single }),
    amount,
    single,
  });
  return { ...plan, approvalId: approval.id };
}

function owed(tx: Tx, ctx: Context, deal: Deal, line: Line, signature: Signature): Line {
  if (line.kind === "award" && line.asset === "money" && line.amount > 0n) {
    const id = lineKey(line.planId, line.payeeId);
    const { unitId } = deal;
    payments.open(tx, ctx, {
      id,
      unitId,
      subjectId: line.planId,
      payeeId: line.payeeId,
      asset: "cny",
      gross: line.amount,
    });
    payments.approve(tx, id);
  }
  return {
    ...moved(LINE_MOVES, line, isDueNothing(line) ? "paid" : "payable"),
    signed: withSignature(line.signed, signature),
  };
}

function awardsOf(tx: ReadTx, planId: string): readonly Line[] {
  return linesOf(tx, planId).filter(({ kind }) => kind === "award");
}

/** Lines of an approved plan that were released and wait for an approval of their own. */
function releasedOf(tx: ReadTx, planId: string): readonly Line[] {
  return linesOf(tx, planId).filter(({ state }) => state === "planned");
}

function coveredBy(tx: ReadTx, planId: string, approvalId: Plan["approvalId"]): readonly Line[] {
  const lines = linesOf(tx, planId);
  const owedNow = lines.filter(({ state }) => state !== "frozen" && state !== "planned" && state !== "superseded");
  return owedNow.filter((line) => line.approvalId === approvalId);
}
