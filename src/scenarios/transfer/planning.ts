import assert from "node:assert/strict";
import { basisPoints, type Rate, rateText } from "#kernel/rate";
import { AWARD, type AwardPools, awardPools, type NetIncome, netIncomeOf, REST } from "#kit/award-pools";
import { blockers, type Case, type Choice, checkPlan, type Finding } from "#kit/rule-check";
import { flatRate, type RulePack, tiersOf } from "#kit/rule-pack";
import type { Share } from "#kit/splitting";
import type { Cost, Deal, Settlement } from "./deal-tables.ts";
import type { Plan, Trace } from "./plan-tables.ts";
import { rulePack } from "./rule-packs.ts";

/** What a plan distributes and why: pure functions on a deal, its totals and its frozen rule packs. */

/** Under this name stand all costs of classes that the pack does not list. */
const UNLISTED = "unlisted";

/** Figures of a plan before it is written. */
export interface PlanFigures {
  readonly received: bigint;
  readonly deducted: bigint;
  readonly costs: Plan["costs"];
  /** To date; negative while costs exceed receipts. */
  readonly base: bigint;
  readonly recoup: bigint;
  readonly pools: AwardPools;
}

/** Costs that count, of one deal. */
export type CountedCost = Pick<Cost, "id" | "class" | "amount">;

/**
 * The plan that follows from what came in, what was spent and what earlier plans distributed. `agreedRateBp` takes the
 * place of the rule's rate where unit and team agreed on another.
 */
export function planFigures(
  deal: Deal,
  totals: Settlement,
  costs: readonly CountedCost[],
  agreedRateBp: number | null,
): PlanFigures {
  const net = deal.netIncomePack === null ? undefined : netIncomeOfDeal(deal, totals.received, costs);
  const base = net?.net ?? totals.received;
  const deducted = net?.deducted ?? 0n;
  const paid = new Map([
    [AWARD, totals.awarded],
    [REST, totals.retained],
  ]);
  return {
    received: totals.received,
    deducted,
    costs: net === undefined ? [] : costsByClass(net),
    base,
    recoup: deducted - totals.recouped,
    pools: awardPools(choiceOf(deal, agreedRateBp), base, paid),
  };
}

/** Net income of a deal to date by its frozen pack. */
export function netIncomeOfDeal(deal: Deal, received: bigint, costs: readonly CountedCost[]): NetIncome {
  assert(deal.netIncomePack !== null, `${deal.id} shares a stake, which has no net income`);
  return netIncomeOf(frozenPack(deal.netIncomePack), received, costs);
}

/** The rule that decides a deal, as frozen at its signature; with an agreed rate instead of its own where there is one. */
export function choiceOf(deal: Deal, agreedRateBp: number | null): Choice {
  const pack = frozenPack(deal.rule);
  const rule = pack.rules.find(({ id }) => id === deal.rule.ruleId);
  assert(rule !== undefined, `${deal.rule.id} has no rule ${deal.rule.ruleId}`);
  if (agreedRateBp === null) return { because: deal.rule.because, pack, rule };
  const { rateExact: _, tiers: __, ...others } = rule;
  return { because: deal.rule.because, pack, rule: { ...others, rateBp: agreedRateBp } };
}

/** What every pack frozen on a deal says about a plan. Several tiers have no one rate: such a plan compares by the award made. */
export function findingsOf(deal: Deal, agreedRateBp: number | null, mainContributors?: Rate): readonly Finding[] {
  const { rule } = choiceOf(deal, agreedRateBp);
  // The lowest tier: if that meets a floor, the award does whatever the base.
  const award = flatRate(rule) ?? lowest(tiersOf(rule).map((tier) => tier.rate));
  return checkPlan(deal.packs.map(frozenPack), caseOf(deal), { award, mainContributors });
}

/** Facts about the first mandatory rule that a plan misses; undefined when none is missed. */
export function blockingFacts(findings: readonly Finding[]): Readonly<Record<string, string>> | undefined {
  const [first] = blockers(findings);
  if (first === undefined) return undefined;
  const { packId, ruleId, required, planned } = first;
  return {
    pack: packId,
    rule: ruleId,
    article: first.article.zh,
    required: required === undefined ? "" : rateText(required),
    planned: planned === undefined ? "" : rateText(planned),
  };
}

/** A deal as rule packs see it. */
export function caseOf(deal: Pick<Deal, "route" | "ruledOn" | "unit">): Case {
  return { route: deal.route, signedOn: deal.ruledOn, unit: deal.unit };
}

/** How a share was rounded, ready to be stored. */
export function traceOf(share: Share): Trace {
  const { weight, weightSum, entitledFen, remainder, paidBefore, wholeFen, heldBackFen, extraFen, decidedBy } = share;
  return {
    weight,
    weightSum,
    entitledFen,
    remainder,
    paidBefore,
    wholeFen,
    heldBackFen,
    extraFen,
    decidedBy,
    amount: share.amount,
  };
}

/** A pack that a deal has frozen. It ships with the contracts as long as any deal needs it. */
export function frozenPack({ id, version }: { readonly id: string; readonly version: number }): RulePack {
  const pack = rulePack(id, version);
  assert(pack !== undefined, `the rule pack ${id} version ${version} does not ship any more`);
  return pack;
}

function costsByClass(net: NetIncome): Plan["costs"] {
  const classes = new Map<string, Plan["costs"][number]>();
  for (const { class: given, verdict, amount } of net.lines) {
    // Classes that the pack does not know are one sum: there may be any number of them.
    const name = verdict === "class-not-listed" ? UNLISTED : given;
    const key = `${verdict} ${name}`;
    classes.set(key, { class: name, verdict, amount: (classes.get(key)?.amount ?? 0n) + amount });
  }
  return [...classes.values()];
}

function lowest(rates: readonly Rate[]): Rate {
  return rates.reduce(
    (least, each) => (each.num * least.den < least.num * each.den ? each : least),
    basisPoints(10_000),
  );
}
