import type { ValueObject } from "#kernel/json";
import { type Rate, rate, rateText } from "#kernel/rate";
import type { Finding } from "#kit/rule-check";
import { tiersOf } from "#kit/rule-pack";
import type { Deal } from "./deal-tables.ts";
import type { Line, Plan, Trace } from "./plan-tables.ts";
import { choiceOf, findingsOf, frozenPack } from "./planning.ts";

/** Why an amount is what it is, as data that a page or a paper can print: rule, article, base, rate, remainder. */

/** The rule that decides, with everything that a reader needs to find it. */
export function ruleExplained(deal: Deal, agreedRateBp: number | null): ValueObject {
  const { pack, rule, because } = choiceOf(deal, agreedRateBp);
  return {
    because,
    packId: pack.id,
    packVersion: pack.version,
    packTitle: pack.title,
    document: rule.document ?? pack.document,
    source: pack.source,
    ruleId: rule.id,
    article: rule.article,
    force: rule.force,
    base: rule.base,
    note: rule.note,
    assumption: rule.assumption ?? null,
    agreedRateBp,
    tiers: tiersOf(rule).map((tier) => ({ upTo: tier.upTo ?? null, ...rateValue(tier.rate) })),
    provisions: pack.provisions,
  };
}

/** How a share was rounded, with its part of the whole. Negative amounts do not occur here. */
export function roundingExplained(trace: Trace): ValueObject {
  return { ...trace, ...rateValue(rate(trace.weight, trace.weightSum)) };
}

/** What the packs frozen on a deal say about a plan. */
export function findingsExplained(
  deal: Deal,
  agreedRateBp: number | null,
  mainContributors?: Rate,
): readonly ValueObject[] {
  return findingsOf(deal, agreedRateBp, mainContributors).map(findingValue);
}

/** Costs of a plan by class, with the article that says whether they are deducted. */
export function costsExplained(deal: Deal, costs: Plan["costs"]): readonly ValueObject[] {
  const definition = deal.netIncomePack === null ? undefined : frozenPack(deal.netIncomePack).netIncome;
  const classes = new Map(definition?.costClasses.map((each) => [each.id, each]));
  return costs.map((cost) => {
    const known = classes.get(cost.class);
    return { ...cost, title: known?.title ?? null, article: known?.article ?? definition?.article ?? null };
  });
}

/** Definition of net income that holds for a deal; null where a stake is shared. */
export function netIncomeExplained(deal: Deal): ValueObject | null {
  if (deal.netIncomePack === null) return null;
  const pack = frozenPack(deal.netIncomePack);
  const { article, note, assumption } = pack.netIncome ?? { article: null, note: null, assumption: null };
  return { packId: pack.id, packVersion: pack.version, article, note, assumption: assumption ?? null };
}

/** The amount of a payee: its part of the award, and the rule that made the award. */
export function lineExplained(deal: Deal, line: Line): ValueObject {
  return {
    part: line.kind === "award" ? "payee" : "rest",
    planId: line.planId,
    dealId: line.dealId,
    asset: line.asset,
    payeeId: line.payeeId,
    amount: line.amount,
    state: line.state,
    decidedBy: line.kind === "award" ? "team-leader" : "rule",
    base: line.base,
    rule: ruleExplained(deal, line.rule.agreedRateBp),
    rounding: roundingExplained(line.trace),
    signed: line.signed,
  };
}

function findingValue(finding: Finding): ValueObject {
  const { required, planned, ...rest } = finding;
  return {
    ...rest,
    required: required === undefined ? null : rateText(required),
    planned: planned === undefined ? null : rateText(planned),
  };
}

function rateValue(of: Rate): { rate: string; num: bigint; den: bigint } {
  return { rate: rateText(of), num: of.num, den: of.den };
}
