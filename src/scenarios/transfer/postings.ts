import assert from "node:assert/strict";
import type { Context } from "#kernel/command";
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

/** Carries out an approved plan: gives advances back, takes out costs, and hands every line its amount. */
export function postPlan(tx: Tx, ctx: Context, deal: Deal, plan: Plan, lines: readonly Line[]): void {
  const { advanced } = settlementOf(tx, deal.id);
  // First what flows into the pool: it never goes below zero on the way.
  post(tx, ctx, deal, "costs", "pool", -plan.recoup, "cost_restored", plan.id);
  post(tx, ctx, deal, "pool", "advance", advanced, "advance_returned", plan.id);
  post(tx, ctx, deal, "pool", "costs", plan.recoup, "cost_recouped", plan.id);
  for (const line of lines) {
    post(tx, ctx, deal, "pool", placeOf(deal, line), line.amount, reasonOf(line), plan.id);
    allot(tx, deal, line, line.amount);
  }
  change(tx, deal, (totals) => ({
    advanced: 0n,
    recouped: totals.recouped + plan.recoup,
    awarded: totals.awarded + plan.award.amount,
    retained: totals.retained + plan.rest.amount,
  }));
}

/** Takes an approved plan back of which nobody was paid. */
export function postPlanReversal(tx: Tx, ctx: Context, deal: Deal, plan: Plan, lines: readonly Line[]): void {
  for (const line of lines) {
    post(tx, ctx, deal, placeOf(deal, line), "pool", line.amount, "plan_void", plan.id);
    allot(tx, deal, line, -line.amount);
  }
  post(tx, ctx, deal, "costs", "pool", plan.recoup, "plan_void", plan.id);
  post(tx, ctx, deal, "pool", "costs", -plan.recoup, "plan_void", plan.id);
  change(tx, deal, (totals) => ({
    recouped: totals.recouped - plan.recoup,
    awarded: totals.awarded - plan.award.amount,
    retained: totals.retained - plan.rest.amount,
  }));
}

/** Closes a line: the bank has paid, or the register shows the shares. */
export function postPayment(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  const [from, to, reason] = paymentOf(line);
  post(tx, ctx, deal, from, to, line.amount, reason, line.planId);
  pay(tx, deal, line, line.amount);
}

/** Opens a closed line again: the payment did not stand, or the entry in the register was wrong. */
export function postPaymentReversal(tx: Tx, ctx: Context, deal: Deal, line: Line): void {
  const [from, to] = paymentOf(line);
  post(tx, ctx, deal, to, from, line.amount, "payment_reversed", line.planId);
  pay(tx, deal, line, -line.amount);
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

function placeOf(deal: Deal, line: Line): Place {
  if (line.kind === "award") return { account: "claim", personId: line.payeeId };
  return deal.asset === "money" ? "retained" : "claim";
}

function paymentOf(line: Line): readonly [from: Place, to: Place, reason: string] {
  if (line.kind === "rest") return ["claim", "holding", "shares_registered"];
  const claim = { account: "claim", personId: line.payeeId } as const;
  if (line.asset === "money") return [claim, "payout", "award_paid"];
  return [claim, { account: "holding", personId: line.payeeId }, "shares_registered"];
}

function reasonOf(line: Line): string {
  return line.kind === "award" ? "award_allotted" : "rest_retained";
}

function allot(tx: Tx, deal: Deal, line: Line, amount: bigint): void {
  if (line.kind === "award") changePayee(tx, deal, line, ({ allotted }) => ({ allotted: allotted + amount }));
}

function pay(tx: Tx, deal: Deal, line: Line, amount: bigint): void {
  if (line.kind === "award") changePayee(tx, deal, line, ({ paid }) => ({ paid: paid + amount }));
  change(tx, deal, ({ paid }) => ({ paid: paid + amount }));
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
  };
  table.put({ ...totals, ...wanted(totals) });
}

function change(tx: Tx, deal: Deal, wanted: (totals: Settlement) => Partial<Settlement>): void {
  const totals = settlementOf(tx, deal.id);
  const after = { ...totals, ...wanted(totals) };
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
