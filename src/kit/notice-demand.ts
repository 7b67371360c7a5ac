import type { NoticeSource } from "./notices-tables.ts";
import { type Case, checkNotice, type Finding } from "./rule-check.ts";
import type { NoticeRule, RulePack } from "./rule-pack.ts";
import type { DayKind } from "./working-calendar.ts";

/** What rule packs ask of a notice, and whether a planned one is shorter. */

/** Working days for the answer to an objection where no rule names them. */
const ANSWER_DAYS = 15;

export interface NoticeDemand {
  /** The rule that a notice follows: the most special one that names a number of days, else the most special one. */
  readonly source: NoticeSource | null;
  /** Working days in which an objection is to be answered. */
  readonly answerDays: number;
}

/** What the packs in force on the case's day ask of a notice about something. */
export function noticeDemand(packs: readonly RulePack[], of: Case, about: NoticeRule["about"]): NoticeDemand {
  const asking = checkNotice(packs, of, { about, days: 1, dayKind: "calendar" }).filter(isBinding);
  const found = asking.find(({ requiredDays }) => requiredDays !== undefined) ?? asking[0];
  const rules = asking.map((finding) => ruleOf(packs, finding));
  const answerDays = rules.find((rule) => rule.answerDays !== undefined)?.answerDays ?? ANSWER_DAYS;
  return { source: found === undefined ? null : sourceOf(ruleOf(packs, found), found), answerDays };
}

/**
 * The rules that a notice of so many days falls short of, special before general. A short notice is pointed out and never
 * passes in silence.
 */
export function shortfalls(
  packs: readonly RulePack[],
  of: Case,
  planned: { readonly about: NoticeRule["about"]; readonly days: number; readonly dayKind: DayKind },
): readonly NoticeSource[] {
  return checkNotice(packs, of, planned)
    .filter(({ verdict }) => verdict === "missed")
    .map((finding) => sourceOf(ruleOf(packs, finding), finding));
}

function isBinding({ verdict }: Finding): boolean {
  return verdict === "met" || verdict === "missed";
}

function ruleOf(packs: readonly RulePack[], { packId, packVersion, ruleId }: Finding): NoticeRule {
  const pack = packs.find(({ id, version }) => id === packId && version === packVersion);
  const rule = pack?.notices.find(({ id }) => id === ruleId);
  if (rule === undefined) throw new Error(`${packId} has no notice rule ${ruleId}`);
  return rule;
}

function sourceOf(rule: NoticeRule, { packId, packVersion, article }: Finding): NoticeSource {
  return {
    packId,
    packVersion,
    ruleId: rule.id,
    articleZh: article.zh,
    articleEn: article.en,
    force: rule.force,
    days: rule.days ?? null,
    dayKind: rule.dayKind ?? null,
  };
}
