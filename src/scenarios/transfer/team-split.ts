import { type Rate, rate } from "#kernel/rate";
import type { Tx } from "#kernel/table";
import { type Payee as Claimant, payeesProblem, splitInstalment } from "#kit/splitting";
import { contributorsOf } from "./achievement-tables.ts";
import { linesOf } from "./case-access.ts";
import type { Deal } from "./deal-tables.ts";
import { type Line, lineKey, type Plan, payees, planLines } from "./plan-tables.ts";
import { traceOf } from "./planning.ts";

/** How a plan becomes lines: one for each payee and one for the rest. */

/** One payee's weight, as the leader decides it. */
export interface TeamShare {
  readonly personId: string;
  readonly weight: number;
}

/** What is wrong with a split, with its facts; undefined when it is fit. */
export function splitProblem(
  tx: Tx,
  achievementId: string,
  shares: readonly TeamShare[],
):
  | readonly [code: "payee_repeated" | "payee_not_contributor" | "weights_all_zero", facts: Record<string, string>]
  | undefined {
  const listed = new Set<string>(contributorsOf(tx, achievementId).map(({ personId }) => personId));
  const stranger = shares.find(({ personId }) => !listed.has(personId));
  if (stranger !== undefined) return ["payee_not_contributor", { person: stranger.personId }];
  const problem = payeesProblem(shares.map(claimantOf));
  if (problem === "payee_repeated") return ["payee_repeated", {}];
  return problem === "weights_all_zero" ? ["weights_all_zero", {}] : undefined;
}

/** The part of the award that goes to main contributors; undefined where nobody is marked as one. */
export function mainContributorsRate(tx: Tx, achievementId: string, shares: readonly TeamShare[]): Rate | undefined {
  const main = new Set<string>(
    contributorsOf(tx, achievementId)
      .filter(({ isMain }) => isMain)
      .map(({ personId }) => personId),
  );
  if (main.size === 0) return undefined;
  const weightOf = (some: readonly TeamShare[]): bigint => some.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  return rate(weightOf(shares.filter(({ personId }) => main.has(personId))), weightOf(shares));
}

/** Writes a line for everyone who gets a part of the award, in place of those of an earlier split. */
export function writeAwardLines(tx: Tx, deal: Deal, plan: Plan, shares: readonly TeamShare[]): void {
  const table = tx.table(planLines);
  for (const line of linesOf(tx, plan.id)) if (line.kind === "award") table.delete(lineKey(plan.id, line.payeeId));
  const before = tx.table(payees).find({ index: "byDeal", equals: { dealId: deal.id } });
  const listed = new Set(shares.map(({ personId }) => personId));
  // Who was paid earlier and gets no more still counts: what the others are owed depends on it.
  const gone = before.flatMap(({ personId }) => (listed.has(personId) ? [] : { id: personId, weight: 0n }));
  const paid = new Map<string, bigint>(before.map(({ personId, allotted }) => [personId, allotted]));
  const split = splitInstalment(plan.award.amount, [...shares.map(claimantOf), ...gone], paid);
  for (const share of split.shares) {
    if (!listed.has(share.id) && share.amount === 0n) continue;
    table.put({
      ...lineOfPlan(deal, plan),
      payeeId: share.id,
      kind: "award",
      base: plan.award.paidBefore + plan.award.amount,
      trace: traceOf(share),
      amount: share.amount,
    });
  }
}

/** Writes the line of whoever gets the rest: the unit, or the holder of its shares. */
export function restLine(tx: Tx, deal: Deal, plan: Plan): void {
  tx.table(planLines).put({
    ...lineOfPlan(deal, plan),
    payeeId: plan.restHolderId,
    kind: "rest",
    base: plan.base,
    trace: plan.rest,
    amount: plan.rest.amount,
  });
}

function lineOfPlan(deal: Deal, plan: Plan): Omit<Line, "payeeId" | "kind" | "base" | "trace" | "amount"> {
  return {
    planId: plan.id,
    dealId: deal.id,
    asset: deal.asset,
    state: "planned",
    rule: {
      packId: deal.rule.id,
      packVersion: deal.rule.version,
      ruleId: deal.rule.ruleId,
      agreedRateBp: plan.agreedRateBp,
    },
    revision: plan.revision,
    noticeId: null,
    withheld: 0n,
    confirmedBy: null,
    approvalId: null,
    signed: plan.signed,
    closedOn: null,
    isLate: false,
    reference: null,
  };
}

function claimantOf({ personId, weight }: TeamShare): Claimant {
  return { id: personId, weight: BigInt(weight) };
}
