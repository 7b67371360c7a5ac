import type { ReadTx } from "#kernel/table";
import { noticeDemand, shortfalls } from "#kit/notice-demand";
import type { NoticeFact, NoticeSource } from "#kit/notices-tables";
import type { DayKind } from "#kit/working-calendar";
import type { Achievement } from "./achievement-tables.ts";
import { requireAchievement } from "./case-access.ts";
import type { Deal } from "./deal-tables.ts";
import { caseOf, frozenPack } from "./planning.ts";

/** What a price notice shows, how long it must be, and what is said when it is shorter. */

/** Length of a notice, with the rule that it follows and why it is shorter than that, where it is. */
export interface NoticeLength {
  readonly days: number;
  readonly dayKind: DayKind;
  readonly source: NoticeSource | null;
  readonly shortReason: string | null;
}

/** Rejections of a length that cannot stand. */
export const LENGTH_REJECTIONS = {
  /** No rule says how long, so the command must. */
  notice_days_missing: 422,
  /** Shorter than a rule asks, and no reason is given. Facts: `days`, `required`, `pack`, `article`. */
  notice_too_short: 422,
} as const;

/** A length as a command gives it: all of it may be left to the rule. */
export interface WantedLength {
  readonly days?: number | undefined;
  readonly dayKind?: DayKind | undefined;
  readonly shortReason?: string | undefined;
}

/**
 * Length of a notice on a deal by its packs. What is left out follows the rule; shorter than a rule asks stands only with a
 * reason, which the notice then shows.
 */
export function lengthOf(
  deal: Deal,
  about: "price" | "award",
  wanted: WantedLength,
): NoticeLength | readonly [code: keyof typeof LENGTH_REJECTIONS, facts: Record<string, string | number>] {
  const packs = deal.packs.map(frozenPack);
  const { source } = noticeDemand(packs, caseOf(deal), about);
  const days = wanted.days ?? source?.days ?? undefined;
  const dayKind = wanted.dayKind ?? source?.dayKind ?? "working";
  if (days === undefined) return ["notice_days_missing", {}];
  const [short] = shortfalls(packs, caseOf(deal), { about, days, dayKind });
  if (short === undefined) return { days, dayKind, source, shortReason: null };
  if (wanted.shortReason === undefined) {
    const { packId: pack, articleZh: article, days: required } = short;
    return ["notice_too_short", { days, required: required ?? 0, pack, article }];
  }
  return { days, dayKind, source: short, shortReason: wanted.shortReason };
}

/** Working days in which an objection to a notice on a deal is to be answered. */
export function answerDaysOf(deal: Deal, about: "price" | "award"): number {
  return noticeDemand(deal.packs.map(frozenPack), caseOf(deal), about).answerDays;
}

/** What a price notice shows: the result, the intended price, and who is close to whom. Texts of the names stand under `facts`. */
export function priceFacts(tx: ReadTx, deal: Deal): NoticeFact[] {
  const { number, kind }: Achievement = requireAchievement(tx, deal.achievementId);
  return [
    { name: "case_number", value: number },
    { name: "title", value: deal.title },
    { name: "kind", value: kind },
    { name: "route", value: deal.route },
    { name: "pricing", value: deal.pricing },
    { name: "price", value: deal.price.toString() },
    { name: "counterparty", value: deal.counterpartyId },
    { name: "related_party", value: deal.isRelatedParty ? "yes" : "no" },
    ...(deal.valuationReference === undefined ? [] : [{ name: "valuation", value: deal.valuationReference }]),
  ];
}
