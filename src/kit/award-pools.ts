import assert from "node:assert/strict";
import { commonWeights, complement, type Rate } from "#kernel/rate";
import type { Choice } from "./rule-check.ts";
import { type Base, type Bilingual, type Force, type RulePack, type Tier, tiersOf } from "./rule-pack.ts";
import { type Paid, type Share, settle } from "./splitting.ts";

/**
 * From receipts and costs to net income, and from net income to what is awarded and what the unit keeps. Everything is
 * counted to date and not by receipt, so tiers, late costs and refunds come out the same in any order of payment.
 */

/** What was spent, of a class that a pack may or may not let be deducted. Not negative. */
export type Cost = { readonly id: string; readonly class: string; readonly amount: bigint };

/** One cost and whether it lowers the net income, by which article. */
export type CostLine = Cost & {
  readonly verdict: "deducted" | "not-deductible" | "class-not-listed";
  readonly article: Bilingual;
  readonly title: Bilingual | undefined;
};

export type NetIncome = {
  readonly packId: string;
  readonly packVersion: number;
  readonly article: Bilingual;
  readonly received: bigint;
  readonly deducted: bigint;
  /** Received less deducted; negative while costs exceed receipts. */
  readonly net: bigint;
  readonly lines: readonly CostLine[];
};

/** Where an amount comes from: what a reader sees who asks why. */
export type Citation = {
  readonly packId: string;
  readonly packVersion: number;
  readonly ruleId: string;
  readonly because: Choice["because"];
  readonly article: Bilingual;
  readonly force: Force;
  readonly base: Base;
  /** The base to date in fen, of which the rate is taken. */
  readonly baseFen: bigint;
  /** One entry for each tier that the base reaches: how much of the base lies in it, and its rate. */
  readonly tiers: readonly { readonly baseFen: bigint; readonly rate: Rate }[];
  readonly assumption: Bilingual | undefined;
};

/** One pool's amount with its citation and the trace of its rounding. */
export type PoolLine = Share & Citation;

export type AwardPools = {
  /** What is distributed now: the base to date less all that was distributed before, never below zero. */
  readonly amount: bigint;
  /** By how much earlier distributions exceed the base to date, after a late cost or a refund; waits for later income. */
  readonly overdrawn: bigint;
  readonly award: PoolLine;
  readonly rest: PoolLine;
};

/** Ids of the two pools in `paid`. */
export const AWARD = "award";
export const REST = "rest";

/**
 * Net income to date as a pack defines it.
 * @throws RangeError when the pack defines none, or a cost is negative (take a cost back by leaving it out).
 */
export function netIncomeOf(pack: RulePack, received: bigint, costs: readonly Cost[]): NetIncome {
  const definition = pack.netIncome;
  if (definition === undefined) throw new RangeError(`rule pack ${pack.id} does not define net income`);
  const classes = new Map(definition.costClasses.map((each) => [each.id, each]));
  const lines = costs.map((cost): CostLine => {
    if (cost.amount < 0n) throw new RangeError(`cost ${cost.id} is negative`);
    const known = classes.get(cost.class);
    const verdict = known === undefined ? "class-not-listed" : known.isDeductible ? "deducted" : "not-deductible";
    return { ...cost, verdict, article: known?.article ?? definition.article, title: known?.title };
  });
  const deducted = lines.reduce((sum, { verdict, amount }) => (verdict === "deducted" ? sum + amount : sum), 0n);
  const { id: packId, version: packVersion } = pack;
  return { packId, packVersion, article: definition.article, received, deducted, net: received - deducted, lines };
}

/**
 * What the award and the rest get now. `baseToDate` is the whole base so far (net income of all receipts, value of the
 * stake, profit of the year), `paid` what the two pools have had of it.
 */
export function awardPools(choice: Choice, baseToDate: bigint, paid: Paid = new Map()): AwardPools {
  const distributed = [...paid.values()].reduce((sum, value) => sum + value, 0n);
  const wanted = baseToDate > 0n ? baseToDate : 0n;
  const amount = wanted > distributed ? wanted - distributed : 0n;
  // While overdrawn nothing is paid, and entitlements stay those of what has been distributed.
  const base = distributed + amount;
  const tiers = tiersReached(tiersOf(choice.rule), base);
  const { weights, den } = commonWeights(tiers.map(({ rate }) => rate));
  const awarded = tiers.reduce((sum, tier, i) => sum + tier.baseFen * (weights[i] ?? 0n), 0n);
  const lastWeight = weights.at(-1) ?? 0n;
  const claims = [
    { id: AWARD, weight: lastWeight, entitled: awarded },
    { id: REST, weight: den - lastWeight, entitled: base * den - awarded },
  ];
  const [award, rest] = settle(amount, claims, den, paid).shares;
  assert(award?.id === AWARD && rest?.id === REST, "shares come in the order of ids");
  const citation = { ...citationOf(choice), baseFen: base };
  return {
    amount,
    overdrawn: distributed > wanted ? distributed - wanted : 0n,
    award: { ...award, ...citation, tiers },
    rest: { ...rest, ...citation, tiers: tiers.map((tier) => ({ ...tier, rate: complement(tier.rate) })) },
  };
}

function citationOf({ because, pack, rule }: Choice): Omit<Citation, "tiers" | "baseFen"> {
  return {
    packId: pack.id,
    packVersion: pack.version,
    ruleId: rule.id,
    because,
    article: rule.article,
    force: rule.force,
    base: rule.base,
    assumption: rule.assumption,
  };
}

/** Cuts the base at the ends of the tiers; always at least one part, so that nothing has a rate as well. */
function tiersReached(tiers: readonly Tier[], base: bigint): { baseFen: bigint; rate: Rate }[] {
  const parts: { baseFen: bigint; rate: Rate }[] = [];
  let from = 0n;
  for (const { upTo, rate } of tiers) {
    const to = upTo === undefined || base < upTo ? base : upTo;
    parts.push({ baseFen: to - from, rate });
    from = to;
    if (upTo === undefined || base <= upTo) break;
  }
  return parts;
}
