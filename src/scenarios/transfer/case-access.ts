import assert from "node:assert/strict";
import type { CommandContext } from "#kernel/command";
import type { Signer } from "#kernel/identity";
import type { Id } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { startAfter } from "#kit/paging";
import {
  type Achievement,
  achievements,
  contributorKey,
  contributors,
  type Unit,
  units,
} from "./achievement-tables.ts";
import {
  type Cost,
  costs,
  type Deal,
  deals,
  type Receipt,
  receipts,
  type Settlement,
  settlements,
} from "./deal-tables.ts";
import { type Decision, decisions } from "./decision-table.ts";
import { type Line, lineKey, type Plan, planLines, plans } from "./plan-tables.ts";
import type { DealState } from "./rules.ts";

/** What commands read before they decide: a row, or the code of the rejection. Checks go from "is there" to "whose is it". */

const PAGE_ROWS = 1_000;

/** Rejections of commands by an office of the unit on an achievement. */
export const ACHIEVEMENT_REJECTIONS = { achievement_not_found: 404, case_of_other_unit: 403 } as const;

/** Rejections of commands by a team on its achievement that is not registered yet. */
export const DISCLOSURE_REJECTIONS = {
  achievement_not_found: 404,
  not_discloser: 403,
  achievement_withdrawn: 409,
  achievement_registered: 409,
} as const;

/** Rejections of commands by an office of the unit on a deal. */
export const DEAL_REJECTIONS = { deal_not_found: 404, case_of_other_unit: 403, deal_not_open: 409 } as const;

/** Rejections of commands by an office of the unit on a deal that is not signed yet. */
export const PROPOSAL_REJECTIONS = {
  deal_not_found: 404,
  case_of_other_unit: 403,
  officer_is_contributor: 403,
  deal_not_proposed: 409,
} as const;

/** Rejections of commands by an office of the unit on a plan. */
export const PLAN_REJECTIONS = { plan_not_found: 404, case_of_other_unit: 403 } as const;

/** Rejections of commands that the holder of the shares and the company sign together. */
export const HOLDER_REJECTIONS = { case_of_other_holder: 403, case_of_other_company: 403 } as const;

/** A plan with its deal and achievement. */
export interface PlanInCase {
  readonly plan: Plan;
  readonly deal: Deal;
  readonly achievement: Achievement;
}

/** An achievement of the actor's own unit. */
export function ownAchievement(
  tx: ReadTx,
  id: string,
  actor: Signer,
): Achievement | keyof typeof ACHIEVEMENT_REJECTIONS {
  const achievement = tx.table(achievements).get(id);
  if (achievement === undefined) return "achievement_not_found";
  return achievement.unitId === actor.memberId ? achievement : "case_of_other_unit";
}

/** An achievement that the actor disclosed or whose team the actor leads, before the office registered it. */
export function ownDisclosure(
  tx: ReadTx,
  id: string,
  { personId }: Signer,
): Achievement | keyof typeof DISCLOSURE_REJECTIONS {
  const achievement = tx.table(achievements).get(id);
  if (achievement === undefined) return "achievement_not_found";
  if (personId !== achievement.disclosedBy && personId !== achievement.leaderId) return "not_discloser";
  if (achievement.state === "withdrawn") return "achievement_withdrawn";
  return achievement.registeredAt === null ? achievement : "achievement_registered";
}

/** A signed, open deal of the actor's own unit. */
export function ownOpenDeal(tx: ReadTx, id: string, actor: Signer): Deal | keyof typeof DEAL_REJECTIONS {
  const deal = ownDeal(tx, id, actor);
  if (typeof deal === "string") return deal;
  return deal.state === "signed" ? deal : "deal_not_open";
}

/** A deal of the actor's own unit in any state. */
export function ownDeal(tx: ReadTx, id: string, actor: Signer): Deal | "deal_not_found" | "case_of_other_unit" {
  const deal = tx.table(deals).get(id);
  if (deal === undefined) return "deal_not_found";
  return deal.unitId === actor.memberId ? deal : "case_of_other_unit";
}

/**
 * A deal of the actor's own unit in one of the states before the signature. Whoever contributed does not act for the unit.
 * The facts of `deal_not_proposed` are its `state`.
 */
export function ownProposal(
  tx: ReadTx,
  id: string,
  actor: Signer,
  states: readonly DealState[] = ["proposed", "noticed"],
): Deal | readonly [code: keyof typeof PROPOSAL_REJECTIONS, facts?: { readonly state: string }] {
  const deal = ownDeal(tx, id, actor);
  if (typeof deal === "string") return [deal];
  if (isInterested(tx, deal.achievementId, actor)) return ["officer_is_contributor"];
  return states.includes(deal.state) ? deal : ["deal_not_proposed", { state: deal.state }];
}

/** A plan of the actor's own unit. */
export function ownPlan(tx: ReadTx, id: string, actor: Signer): PlanInCase | keyof typeof PLAN_REJECTIONS {
  const found = planInCase(tx, id);
  if (found === undefined) return "plan_not_found";
  return found.deal.unitId === actor.memberId ? found : "case_of_other_unit";
}

/** A plan with its deal and achievement; undefined when there is none. */
export function planInCase(tx: ReadTx, id: string): PlanInCase | undefined {
  const plan = tx.table(plans).get(id);
  if (plan === undefined) return undefined;
  const deal = requireDeal(tx, plan.dealId);
  return { plan, deal, achievement: requireAchievement(tx, deal.achievementId) };
}

/** Whose signature does not fit where the holder of a deal's shares acts with its company; undefined when both do. */
export function holderProblem(deal: Deal, ctx: CommandContext): keyof typeof HOLDER_REJECTIONS | undefined {
  if (ctx.actor.memberId !== deal.assetHolderId) return "case_of_other_holder";
  return ctx.signers[1]?.memberId === deal.counterpartyId ? undefined : "case_of_other_company";
}

/** A receipt with its deal, of the actor's own unit. */
export function ownReceipt(
  tx: ReadTx,
  id: string,
  actor: Signer,
): { readonly receipt: Receipt; readonly deal: Deal } | "receipt_not_found" | "case_of_other_unit" {
  const receipt = tx.table(receipts).get(id);
  if (receipt === undefined) return "receipt_not_found";
  const deal = requireDeal(tx, receipt.dealId);
  return deal.unitId === actor.memberId ? { receipt, deal } : "case_of_other_unit";
}

/** A cost with its deal, of the actor's own unit. */
export function ownCost(
  tx: ReadTx,
  id: string,
  actor: Signer,
): { readonly cost: Cost; readonly deal: Deal } | "cost_not_found" | "case_of_other_unit" {
  const cost = tx.table(costs).get(id);
  if (cost === undefined) return "cost_not_found";
  const deal = requireDeal(tx, cost.dealId);
  return deal.unitId === actor.memberId ? { cost, deal } : "case_of_other_unit";
}

/** The line of a payee in a plan. */
export function lineOf(tx: ReadTx, planId: string, payeeId: string): Line | undefined {
  return tx.table(planLines).get(lineKey(planId, payeeId));
}

/** All lines of a plan in the order of their payees. */
export function linesOf(tx: ReadTx, planId: string): readonly Line[] {
  return tx.table(planLines).find({ index: "byPlan", equals: { planId } });
}

/** Costs of a deal that count: all that were not reversed. */
export function countedCosts(tx: ReadTx, dealId: string): readonly Cost[] {
  const found: Cost[] = [];
  for (let last: Cost | undefined; ; ) {
    const page = tx
      .table(costs)
      .find({ index: "byDeal", equals: { dealId }, ...startAfter(last?.id), limit: PAGE_ROWS });
    found.push(...page.filter(({ state }) => state === "recorded"));
    last = page.at(-1);
    if (page.length < PAGE_ROWS) return found;
  }
}

/** Whether a signer would decide on money of its own: conflicts of interest are refused by the contract. */
export function isInterested(tx: ReadTx, achievementId: string, signer: Signer): boolean {
  return tx.table(contributors).get(contributorKey(achievementId, signer.personId)) !== undefined;
}

/** The deal of a row that cannot exist without it. */
export function requireDeal(tx: ReadTx, id: string): Deal {
  const deal = tx.table(deals).get(id);
  assert(deal !== undefined, `there is no deal ${id}`);
  return deal;
}

/** The achievement of a row that cannot exist without it. */
export function requireAchievement(tx: ReadTx, id: string): Achievement {
  const achievement = tx.table(achievements).get(id);
  assert(achievement !== undefined, `there is no achievement ${id}`);
  return achievement;
}

/** The unit of a deal as it is described now; a deal needs it from its proposal on. */
export function unitOf(tx: ReadTx, unitId: string): Unit {
  const unit = tx.table(units).get(unitId);
  assert(unit !== undefined, `${unitId} is not described`);
  return unit;
}

/** The collective decision that a deal rests on. */
export function requireDecision(tx: ReadTx, { id, decisionId }: Deal): Decision {
  const decision = decisionId === null ? undefined : tx.table(decisions).get(decisionId);
  assert(decision !== undefined, `${id} is not decided`);
  return decision;
}

/** Totals of a deal, which exist from its signature on. */
export function settlementOf(tx: ReadTx, dealId: string): Settlement {
  const settlement = tx.table(settlements).get(dealId);
  assert(settlement !== undefined, `there are no totals of ${dealId}`);
  return settlement;
}

/** The person who signs, as rows name people. */
export function personIdOf(signer: Signer): Id<"person"> {
  // The council binds every key to a person with such an id.
  return signer.personId as Id<"person">;
}

/** The member for whom somebody signs, as rows name members. */
export function memberIdOf(signer: Signer): Id<"member"> {
  return signer.memberId as Id<"member">;
}
