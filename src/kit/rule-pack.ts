import type { Json } from "#kernel/json";
import { basisPoints, type Rate, rate } from "#kernel/rate";
import { check, type Infer, type Issue, shape } from "#kernel/shape";
import { asksAlways } from "./approval-chain.ts";
import { approvalRuleShape, equityLimitShape, taxReliefShape } from "./payout-rules.ts";

/**
 * Rule packs: what a statute or a unit's own rule says about sharing income, as versioned data. A figure never stands
 * without its article and its force. Code knows no rate, no cost class and no number of days.
 */

const bilingual = shape.object({ zh: shape.text(1, 2_000), en: shape.text(1, 2_000) });

/** Where a figure was read: in the text of the rule, in press about it, or from memory, which never blocks anything. */
const evidence = shape.choice(["rule-text", "press", "unverified"]);

/** Whom a rule binds: every unit, institutes and universities founded by the state, or only the unit that made it. */
const bindingOn = shape.choice(["every-unit", "state-founded", "this-unit"]);

/** The way a result is brought into use. Licence covers every kind of permission to use. */
const route = shape.choice(["transfer", "licence", "equity", "own-implementation"]);

/** What a rate is taken of. */
const base = shape.choice(["net-income", "stake", "operating-profit", "award"]);

const exactRate = shape.object({ num: shape.amount(0n), den: shape.amount(1n) });

const rule = shape.object({
  id: shape.text(1, 60),
  article: bilingual,
  /** The document, where it is another than the pack's. */
  document: shape.optional(bilingual),
  routes: shape.array(route, 1, 4),
  base,
  /** Who gets the rate: all who are rewarded, or those of them who contributed most. */
  recipient: shape.choice(["award", "main-contributors"]),
  /** The rate, in exactly one of three forms: basis points, a rational, or tiers of the base to date. */
  rateBp: shape.optional(shape.basisPoints()),
  rateExact: shape.optional(exactRate),
  tiers: shape.optional(
    shape.array(shape.object({ upTo: shape.optional(shape.amount(1n)), rateBp: shape.basisPoints() }), 1, 10),
  ),
  /**
   * `mandatory` binds whatever is planned; `default` applies where there is neither rule nor agreement; `permitted` may be
   * chosen; `unit-rule` is what the unit has laid down for itself.
   */
  force: shape.choice(["mandatory", "default", "permitted", "unit-rule"]),
  bindingOn,
  /** For how many years in a row the rate is due, and from when they count. */
  term: shape.optional(
    shape.object({
      yearsMin: shape.int(1, 100),
      yearsMax: shape.int(1, 100),
      from: shape.choice(["production", "first-profitable-year"]),
    }),
  ),
  evidence,
  note: bilingual,
  assumption: shape.optional(bilingual),
});

const notice = shape.object({
  id: shape.text(1, 60),
  article: bilingual,
  document: shape.optional(bilingual),
  about: shape.choice(["price", "award"]),
  /** The least length; absent where the rule asks for a notice without saying how long. */
  days: shape.optional(shape.int(1, 365)),
  dayKind: shape.optional(shape.choice(["calendar", "working"])),
  /** Working days in which an objection is to be answered, where the rule says so. */
  answerDays: shape.optional(shape.int(1, 365)),
  /** `customary`: what units do; a shorter notice is pointed out and not refused. */
  force: shape.choice(["mandatory", "customary", "unit-rule"]),
  bindingOn,
  evidence,
  note: bilingual,
});

const netIncome = shape.object({
  article: bilingual,
  costClasses: shape.array(
    shape.object({ id: shape.text(1, 60), isDeductible: shape.bool(), article: bilingual, title: bilingual }),
    1,
    50,
  ),
  note: bilingual,
  assumption: shape.optional(bilingual),
});

export const rulePackShape = shape.object({
  id: shape.text(1, 60),
  version: shape.int(1, 1_000_000),
  /** A more special rule goes before a more general one. */
  level: shape.choice(["national", "local", "unit"]),
  /** ISO 3166 code of the territory: `CN`, `CN-BJ`. */
  jurisdiction: shape.text(2, 10),
  /** Code of the unit whose own rule this is. */
  unit: shape.optional(shape.text(1, 40)),
  title: bilingual,
  /** The document as it is cited: name, number, date of adoption. */
  document: bilingual,
  /** Where the figures were taken from. */
  source: bilingual,
  /** Null where it is not known: the pack then counts as in force for the unit that names it. */
  effectiveOn: shape.nullable(shape.day()),
  repealedOn: shape.optional(shape.day()),
  rules: shape.array(rule, 1, 100),
  notices: shape.array(notice, 0, 20),
  netIncome: shape.optional(netIncome),
  approvals: shape.optional(shape.array(approvalRuleShape, 1, 10)),
  equityLimits: shape.optional(shape.array(equityLimitShape, 1, 10)),
  taxReliefs: shape.optional(shape.array(taxReliefShape, 1, 10)),
  /** What else the document says that people who apply it should see. */
  provisions: shape.array(shape.object({ article: bilingual, text: bilingual }), 0, 50),
});

export type RulePack = Infer<typeof rulePackShape>;
export type Rule = RulePack["rules"][number];
export type NoticeRule = RulePack["notices"][number];
export type Route = Rule["routes"][number];
export type Base = Rule["base"];
export type Force = Rule["force"];
export type Bilingual = Infer<typeof bilingual>;

/** A step of a rate that depends on the base to date; the last one has no upper end. */
export type Tier = { readonly upTo: bigint | undefined; readonly rate: Rate };

/** A pack that cannot be used, with everything that is wrong with it. */
export class RulePackError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(`the rule pack is not usable: ${issues.map(({ path, code }) => `${path} ${code}`).join("; ")}`);
    this.name = "RulePackError";
    this.issues = issues;
  }
}

/** Reads a pack from JSON. @throws RulePackError naming every field that is wrong. */
export function readRulePack(json: Json): RulePack {
  const checked = check(rulePackShape, json);
  if (!checked.ok) throw new RulePackError(checked.issues);
  const issues = [...ruleIssues(checked.value), ...packIssues(checked.value)];
  if (issues.length > 0) throw new RulePackError(issues);
  return checked.value;
}

/** The tiers of a rule; a flat rate is one tier without end. */
export function tiersOf(of: Rule): readonly Tier[] {
  if (of.tiers !== undefined) return of.tiers.map((tier) => ({ upTo: tier.upTo, rate: basisPoints(tier.rateBp) }));
  const exact = of.rateExact;
  return [{ upTo: undefined, rate: exact ? rate(exact.num, exact.den) : basisPoints(of.rateBp ?? 0) }];
}

/** The one rate of a rule; undefined when it has several tiers. */
export function flatRate(of: Rule): Rate | undefined {
  const tiers = tiersOf(of);
  return tiers.length === 1 ? tiers[0]?.rate : undefined;
}

/** Whether a pack applied on a calendar day. */
export function isInForce(pack: RulePack, on: string): boolean {
  return (
    (pack.effectiveOn === null || pack.effectiveOn <= on) && (pack.repealedOn === undefined || on < pack.repealedOn)
  );
}

function ruleIssues(pack: RulePack): Issue[] {
  const issues: Issue[] = [];
  for (const [i, each] of pack.rules.entries()) {
    const path = `rules.${i}`;
    const forms = [each.rateBp, each.rateExact, each.tiers].filter((form) => form !== undefined).length;
    if (forms !== 1)
      issues.push({ path: `${path}.rateBp`, code: forms === 0 ? "required" : "unknown_field", wants: {} });
    const exact = each.rateExact;
    if (exact && exact.num > exact.den)
      issues.push({ path: `${path}.rateExact`, code: "too_large", wants: { max: 1 } });
    issues.push(...tierIssues(each, path));
    if (each.term && each.term.yearsMin > each.term.yearsMax) {
      issues.push({ path: `${path}.term.yearsMax`, code: "too_small", wants: { min: each.term.yearsMin } });
    }
    if ((each.force === "unit-rule") !== (pack.level === "unit")) {
      issues.push({ path: `${path}.force`, code: "not_one_of", wants: { values: "unit-rule in packs of units only" } });
    }
  }
  return issues;
}

function tierIssues(of: Rule, path: string): Issue[] {
  const ends = of.tiers?.map((tier) => tier.upTo) ?? [];
  const isRising = ends.every((end, i) => {
    const isLast = i === ends.length - 1;
    return isLast ? end === undefined : end !== undefined && end > (ends[i - 1] ?? 0n);
  });
  return isRising
    ? []
    : [{ path: `${path}.tiers`, code: "bad_amount", wants: { values: "rising ends, the last open" } }];
}

function packIssues(pack: RulePack): Issue[] {
  const issues: Issue[] = [];
  const ids = [...pack.rules, ...pack.notices].map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    issues.push({ path: "rules", code: "not_one_of", wants: { values: "unique ids" } });
  const classes = pack.netIncome?.costClasses.map(({ id }) => id) ?? [];
  if (new Set(classes).size < classes.length) {
    issues.push({ path: "netIncome.costClasses", code: "not_one_of", wants: { values: "unique ids" } });
  }
  for (const [i, { steps }] of (pack.approvals ?? []).entries()) {
    const path = `approvals.${i}.steps`;
    if (!asksAlways(steps)) issues.push({ path, code: "required", wants: { values: "a step for every sum" } });
    if (new Set(steps.map(({ id }) => id)).size < steps.length) {
      issues.push({ path, code: "not_one_of", wants: { values: "unique ids" } });
    }
  }
  const isUnit = pack.level === "unit";
  if (isUnit !== (pack.unit !== undefined))
    issues.push({ path: "unit", code: isUnit ? "required" : "unknown_field", wants: {} });
  return issues;
}
