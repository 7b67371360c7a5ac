import assert from "node:assert/strict";
import type { Context } from "#kernel/command";
import { sumOf } from "#kernel/money";
import type { Tx } from "#kernel/table";
import { requireOk } from "#kit/accounts";
import { book, type CaseAccount, caseAccount, caseAccountId } from "./account-book.ts";
import { settlementOf } from "./case-access.ts";
import { type Deal, poolOf, type Receipt, type Settlement, settlements } from "./deal-tables.ts";
import { type Line, type Payee, type Plan, payeeKey, payees } from "./plan-tables.ts";

/** Every movement on the accounts of a case, together with the totals that it changes. Nothing else writes either. */

/** An account of a case: by name, or the claim or holding of a person. */
type Place = CaseAccount | { readonly account: "claim" | "holding"; readonly personId: string };

/** Brings in what was received. */
export function postReceipt(tx: Tx, ctx: Context, deal: Deal, receipt: Receipt): void {
  const source = deal.asset === "money" ? "bank" : "issuer";
  post(tx, ctx, deal, source, "pool", receipt.amount, "received", receipt.id);
  change(tx, deal, ({ received }) => ({ received: received + receipt.amount }));
}

/**
 * Takes a receipt back. What was distributed already is put in by the unit, with money; shares that were distributed
 * cannot be taken back here.
 */
export function postReceiptReversal(tx: Tx, ctx: Context, deal: Deal, receipt: Receipt): void {
  const source = deal.asset === "money" ? "bank" : "issuer";
  const left = poolOf(settlementOf(tx, deal.id));
  const shortfall = left >= receipt.amount ? 0n : receipt.amount - left;
  assert(shortfall === 0n || deal.asset === "money", "shares that were distributed are not there to be taken back");
  post(tx, ctx, deal, "advance", "pool", shortfall, "advanced", receipt.id);
  post(tx, ctx, deal, "pool", source, receipt.amount, "receipt_reversed", receipt.id);
  change(tx, deal, ({ received, advanced }) => ({
    received: received - receipt.amount,
    advanced: advanced + shortfall,
  }));
}

/**
 * Carries out an approved plan: gives advances back, takes out costs, and hands every line its amount. What is frozen is set
 * aside. `lines` are those that the plan still gives out.
 */
export function postPlan(tx: Tx, ctx: Context, deal: Deal, plan: Plan, lines: readonly Line[]): void {
  const { advanced } = settlementOf(tx, deal.id);
  // First what flows into the pool: it never goes below zero on the way.
  post(tx, ctx, deal, "costs", "pool", -plan.recoup, "cost_restored", plan.id);
  post(tx, ctx, deal, "pool", "advance", advanced, "advance_returned", plan.id);
  post(tx, ctx, deal, "pool", "costs", plan.recoup, "cost_recouped", plan.id);
  for (const line of lines) {
    post(tx, ctx, deal, "pool", restingPlace(deal, line), line.amount, reasonOf(line), plan.id);
    allot(tx, deal, line, 1n);
  }
  change(tx, deal, (totals) => ({
    advanced: 0n,
    recouped: totals.recouped + plan.recoup,
    awarded: totals.awarded + sumOfKind(lines, "award"),
    retained: totals.retained + sumOfKind(lines, "rest"),
    frozen: totals.frozen + sumOf(lines.filter(isDisputed).map(({ amount }) => amount)),
  }));
}

/** Takes an approved plan back of which nobody was paid. `lines` are those that it gives out, as they were until now. */
export function postPlanReversal(tx: Tx, ctx: Context, deal: Deal, plan: Plan, lines: readonly Line[]): void {
  for (const line of lines) {
    post(tx, ctx, deal, restingPlace(deal, line), "pool", line.amount, "plan_void", plan.id);
    allot(tx, deal, line, -1n);
  }
  post(tx, ctx, deal, "costs", "pool", plan.recoup, "plan_void", plan.id);
  post(tx, ctx, deal, "pool", "costs", -plan.recoup, "plan_void", plan.id);
  change(tx, deal, (totals) => ({
    recouped: totals.recouped - plan.recoup,
    awarded: totals.awarded - sumOfKind(lines, "award"),
    retained: totals.retained - sumOfKind(lines, "rest"),
    frozen: totals.frozen - sumOf(lines.filter(isDisputed).map(({ amount }) => amount)),
  }));
}

/** A line that was frozen when its plan was approved is owed after all. */
export function postRelease(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  post(tx, ctx, deal, "disputed", claimOf(line), line.amount, "award_released", line.planId);
  unfreeze(tx, deal, line, line.amount);
}

/** Such a line is set aside again: its own approval was taken back. */
export function postReleaseReversal(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  post(tx, ctx, deal, claimOf(line), "disputed", line.amount, "award_frozen", line.planId);
  unfreeze(tx, deal, line, -line.amount);
}

/** A line that was set aside goes back to the pool: a later plan gives it out anew. */
export function postSuperseded(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  post(tx, ctx, deal, "disputed", "pool", line.amount, "award_superseded", line.planId);
  allot(tx, deal, line, -1n);
  change(tx, deal, ({ awarded, frozen }) => ({ awarded: awarded - line.amount, frozen: frozen - line.amount }));
}

/** Closes a line: the bank has paid what is not withheld, or the register shows the shares. */
export function postPayment(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  const [from, to, reason] = paymentOf(line);
  post(tx, ctx, deal, from, to, line.amount - line.withheld, reason, line.planId);
  post(tx, ctx, deal, from, "tax", line.withheld, "tax_withheld", line.planId);
  pay(tx, deal, line, 1n);
}

/** Opens a closed line again: the payment did not stand, or the entry in the register was wrong. */
export function postPaymentReversal(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  const [from, to] = paymentOf(line);
  post(tx, ctx, deal, to, from, line.amount - line.withheld, "payment_reversed", line.planId);
  post(tx, ctx, deal, "tax", from, line.withheld, "payment_reversed", line.planId);
  pay(tx, deal, line, -1n);
}

/** Gives what no plan will distribute where it belongs: back to whoever advanced it, and to costs that ate up the income. */
export function postClosing(tx: Tx, ctx: Context, deal: Deal): void {
  const totals = settlementOf(tx, deal.id);
  const left = poolOf(totals);
  const isAdvanceCovered = left >= totals.advanced;
  const returned = isAdvanceCovered ? totals.advanced : left;
  post(tx, ctx, deal, "pool", "advance", returned, "advance_returned", deal.id);
  post(tx, ctx, deal, "pool", "costs", left - returned, "cost_recouped", deal.id);
  change(tx, deal, ({ advanced, recouped }) => ({
    advanced: advanced - returned,
    recouped: recouped + left - returned,
  }));
}

/** Changes totals that no posting belongs to: the open plan, and how many plans and open lines there are. */
export function countInSettlement(
  tx: Tx,
  deal: Deal,
  wanted: (totals: Settlement) => Partial<Pick<Settlement, "openPlanId" | "planCount" | "openLineCount">>,
): void {
  change(tx, deal, wanted);
}

/** Where the amount of a line rests between its approval and its payment. */
function restingPlace(deal: Deal, line: Line): Place {
  if (isDisputed(line)) return "disputed";
  if (line.kind === "award") return claimOf(line);
  return deal.asset === "money" ? "retained" : "claim";
}

/** Frozen, or released and not approved by itself: a line of a plan that is approved without it. */
function isDisputed({ kind, state, approvalId }: Line): boolean {
  return kind === "award" && (state === "frozen" || (state === "planned" && approvalId !== null));
}

function claimOf(line: Line): Place {
  return { account: "claim", personId: line.payeeId };
}

function paymentOf(line: Line): readonly [from: Place, to: Place, reason: string] {
  if (line.kind === "rest") return ["claim", "holding", "shares_registered"];
  if (line.asset === "money") return [claimOf(line), "payout", "award_paid"];
  return [claimOf(line), { account: "holding", personId: line.payeeId }, "shares_registered"];
}

function reasonOf(line: Line): string {
  if (isDisputed(line)) return "award_frozen";
  return line.kind === "award" ? "award_allotted" : "rest_retained";
}

function sumOfKind(lines: readonly Line[], kind: Line["kind"]): bigint {
  return sumOf(lines.filter((line) => line.kind === kind).map(({ amount }) => amount));
}

function allot(tx: Tx, deal: Deal, line: Line, sign: 1n | -1n): void {
  if (line.kind !== "award") return;
  const amount = sign * line.amount;
  const frozenNow = isDisputed(line) ? amount : 0n;
  changePayee(tx, deal, line, ({ allotted, frozen }) => ({ allotted: allotted + amount, frozen: frozen + frozenNow }));
}

function unfreeze(tx: Tx, deal: Deal, line: Line, amount: bigint): void {
  changePayee(tx, deal, line, ({ frozen }) => ({ frozen: frozen - amount }));
  change(tx, deal, ({ frozen }) => ({ frozen: frozen - amount }));
}

function pay(tx: Tx, deal: Deal, line: Line, sign: 1n | -1n): void {
  const [amount, tax] = [sign * line.amount, sign * line.withheld];
  const added = ({ paid, withheld }: { readonly paid: bigint; readonly withheld: bigint }) => {
    return { paid: paid + amount, withheld: withheld + tax };
  };
  if (line.kind === "award") changePayee(tx, deal, line, added);
  change(tx, deal, added);
}

function changePayee(tx: Tx, deal: Deal, line: Line, wanted: (totals: Payee) => Partial<Payee>): void {
  // A line of kind "award" has a person as its payee.
  const personId = line.payeeId as Payee["personId"];
  const table = tx.table(payees);
  const totals = table.get(payeeKey(deal.id, personId)) ?? {
    dealId: deal.id,
    personId,
    asset: deal.asset,
    allotted: 0n,
    paid: 0n,
    frozen: 0n,
    withheld: 0n,
  };
  table.put({ ...totals, ...wanted(totals) });
}

function change(tx: Tx, deal: Deal, wanted: (totals: Settlement) => Partial<Settlement>): void {
  const totals = settlementOf(tx, deal.id);
  const changed = { ...totals, ...wanted(totals) };
  const after = { ...changed, isWaiting: poolOf(changed) > 0n && changed.openPlanId === null };
  tx.table(settlements).put(after);
  const { balance } = book.balanceOf(tx, caseAccountId(deal, "pool"));
  assert(poolOf(after) === balance, `the totals of ${deal.id} and its pool agree: ${poolOf(after)}, ${balance}`);
}

/** Posts an amount above zero; zero and less move nothing. */
function post(
  tx: Tx,
  ctx: Context,
  deal: Deal,
  from: Place,
  to: Place,
  amount: bigint,
  reason: string,
  reference: string,
): void {
  if (amount <= 0n) return;
  const posting = { from: open(tx, deal, from), to: open(tx, deal, to), amount, reason, reference };
  requireOk(book.post(tx, ctx, posting));
}

function open(tx: Tx, deal: Deal, place: Place): string {
  const account =
    typeof place === "string" ? caseAccount(deal, place) : caseAccount(deal, place.account, place.personId);
  return book.ensureAccount(tx, account);
}
