import { compareRates, type Rate } from "#kernel/rate";
import { compareText } from "#kernel/text-order";
import {
  type Bilingual,
  type Force,
  flatRate,
  isInForce,
  type NoticeRule,
  type Route,
  type Rule,
  type RulePack,
} from "./rule-pack.ts";

/** Which rule decides a case, and what every pack says about a plan. Only a missed mandatory rule blocks; all else explains. */

export type Case = {
  readonly route: Route;
  /** Day on which the contract was signed: the packs of that day stay with the case. */
  readonly signedOn: string;
  readonly unit: { readonly code: string; readonly isStateFounded: boolean };
};

/** The rule a case is settled by, and why that one. */
export type Choice = {
  readonly because: "unit-rule" | "default";
  readonly pack: RulePack;
  readonly rule: Rule;
};

/** What is planned, as far as it is known. Years are those for which the rate will be paid. */
export type Plan = {
  readonly award: Rate;
  readonly mainContributors?: Rate | undefined;
  readonly years?: number | undefined;
};

export type PlannedNotice = {
  readonly about: "price" | "award";
  readonly days: number;
  readonly dayKind: "calendar" | "working";
};

/**
 * `met`, `missed`; `not-stated`: the plan is silent on what the rule asks; `not-binding`: the rule is for other units;
 * `not-in-force`: it did not apply when the contract was signed. `not-comparable`: a rate in tiers.
 */
export type Verdict = "met" | "missed" | "not-stated" | "not-binding" | "not-in-force" | "not-comparable";

/** What one rule says about a plan. */
export type Finding = {
  readonly packId: string;
  readonly packVersion: number;
  readonly ruleId: string;
  readonly article: Bilingual;
  readonly document: Bilingual;
  readonly force: Force | NoticeRule["force"];
  readonly verdict: Verdict;
  /** Whether the plan must not be carried out: a mandatory rule that binds this unit is missed. */
  readonly isBlocking: boolean;
  readonly note: Bilingual;
  readonly required: Rate | undefined;
  readonly planned: Rate | undefined;
  readonly requiredDays?: number | undefined;
  readonly plannedDays?: number | undefined;
};

const LEVELS = ["unit", "local", "national"] as const;

/**
 * The rule for the whole award of a case: the unit's own, else the default of the most special pack in force; among equals
 * the later one. What is merely permitted is never chosen for anybody. Undefined when no pack has a word on the route.
 */
export function chooseRule(packs: readonly RulePack[], of: Case): Choice | undefined {
  const candidates = packsFor(packs, of)
    .filter((pack) => isInForce(pack, of.signedOn))
    .flatMap((pack) => pack.rules.filter((rule) => isForAward(rule, of)).map((rule) => ({ pack, rule })));
  const own = candidates.find(({ rule }) => rule.force === "unit-rule");
  if (own !== undefined) return { because: "unit-rule", ...own };
  const fallback = candidates.find(({ rule }) => rule.force === "default");
  return fallback === undefined ? undefined : { because: "default", ...fallback };
}

/**
 * What every rule on the case's route says about a plan, in the order of packs (special before general) and rules. Packs of
 * other units say nothing.
 */
export function checkPlan(packs: readonly RulePack[], of: Case, plan: Plan): readonly Finding[] {
  return packsFor(packs, of).flatMap((pack) =>
    pack.rules.filter((rule) => rule.routes.includes(of.route)).map((rule) => checkRule(pack, rule, of, plan)),
  );
}

/** What every pack says about the length of a notice. A rule that asks for a notice of no stated length is met by any. */
export function checkNotice(packs: readonly RulePack[], of: Case, planned: PlannedNotice): readonly Finding[] {
  return packsFor(packs, of).flatMap((pack) =>
    pack.notices
      .filter(({ about }) => about === planned.about)
      .map((rule) => {
        const { days: requiredDays } = rule;
        const isLongEnough = requiredDays === undefined || coversDays(planned, requiredDays, rule.dayKind);
        const verdict = applicability(pack, rule, of) ?? (isLongEnough ? "met" : "missed");
        return { ...findingOf(pack, rule, verdict), requiredDays, plannedDays: planned.days };
      }),
  );
}

/** Something that a pack says beside rates, with the pack that says it. */
export type Said<T> = { readonly pack: RulePack; readonly said: T };

/** What packs in force that bind the unit say of something, special before general. */
export function saidOf<T extends Pick<NoticeRule, "bindingOn">>(
  packs: readonly RulePack[],
  of: Case,
  pick: (pack: RulePack) => readonly T[] | undefined,
): readonly Said<T>[] {
  return packsFor(packs, of)
    .filter((pack) => isInForce(pack, of.signedOn))
    .flatMap((pack) => (pick(pack) ?? []).filter((said) => binds(said, of)).map((said) => ({ pack, said })));
}

/** The findings that forbid a plan. */
export function blockers(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ isBlocking }) => isBlocking);
}

function checkRule(pack: RulePack, rule: Rule, of: Case, plan: Plan): Finding {
  const required = flatRate(rule);
  const planned = rule.recipient === "award" ? plan.award : plan.mainContributors;
  const verdict = applicability(pack, rule, of) ?? compare(rule, required, planned, plan.years);
  return { ...findingOf(pack, rule, verdict), required, planned };
}

function compare(
  rule: Rule,
  required: Rate | undefined,
  planned: Rate | undefined,
  years: number | undefined,
): Verdict {
  if (required === undefined) return "not-comparable";
  if (planned === undefined) return "not-stated";
  if (compareRates(planned, required) < 0) return "missed";
  if (rule.term === undefined) return "met";
  if (years === undefined) return "not-stated";
  return years >= rule.term.yearsMin ? "met" : "missed";
}

function findingOf(pack: RulePack, rule: Rule | NoticeRule, verdict: Verdict): Finding {
  return {
    packId: pack.id,
    packVersion: pack.version,
    ruleId: rule.id,
    article: rule.article,
    document: rule.document ?? pack.document,
    force: rule.force,
    verdict,
    // A figure that nobody has read in a text or heard confirmed may warn, but stops no payment.
    isBlocking: verdict === "missed" && rule.force === "mandatory" && rule.evidence !== "unverified",
    note: rule.note,
    required: undefined,
    planned: undefined,
  };
}

function applicability(pack: RulePack, rule: Rule | NoticeRule, of: Case): Verdict | undefined {
  if (!binds(rule, of)) return "not-binding";
  return isInForce(pack, of.signedOn) ? undefined : "not-in-force";
}

function binds(rule: Pick<NoticeRule, "bindingOn">, of: Case): boolean {
  return rule.bindingOn !== "state-founded" || of.unit.isStateFounded;
}

function isForAward(rule: Rule, of: Case): boolean {
  return rule.recipient === "award" && rule.routes.includes(of.route) && binds(rule, of);
}

/** Packs that can concern the case, special before general, and among equals the later before the earlier. */
function packsFor(packs: readonly RulePack[], of: Case): readonly RulePack[] {
  return packs.filter(({ unit }) => unit === undefined || unit === of.unit.code).sort(bySpeciality);
}

/** Working days are never fewer calendar days; calendar days never count as working days. */
function coversDays(planned: PlannedNotice, required: number, kind: "calendar" | "working" | undefined): boolean {
  return planned.days >= required && (kind !== "working" || planned.dayKind === "working");
}

function bySpeciality(a: RulePack, b: RulePack): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    compareText(b.effectiveOn ?? "", a.effectiveOn ?? "") ||
    compareText(a.id, b.id) ||
    b.version - a.version
  );
}
