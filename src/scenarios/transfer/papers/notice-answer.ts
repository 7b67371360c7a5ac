import { fillText } from "#kernel/fill-text";
import type { Ask, LocalText, PaperBlock, PaperRow, PaperSetting } from "#kernel/paper";
import { paperDay } from "#kit/paper-text";
import { scenarioWord } from "./paper-words.ts";

/** What `transfer.notice` answers, as far as papers read it, and what every notice says of its period. */

interface NoticeFactAnswer {
  readonly name: string;
  readonly value: string;
}

export interface NoticeFound {
  readonly id: string;
  readonly number: string;
  readonly ownerId: string;
  readonly kind: string;
  readonly facts: readonly NoticeFactAnswer[];
  readonly lines: readonly {
    readonly id: string;
    readonly name?: string;
    readonly facts: readonly NoticeFactAnswer[];
  }[];
  readonly state: string;
  readonly days: number;
  readonly dayKind: string;
  readonly openedOn: string;
  readonly closesOn: string | null;
  readonly source: { readonly articleZh: string; readonly articleEn: string } | null;
  readonly shortReason: string | null;
  readonly transactionId: string;
}

/** A notice that the viewer may read. */
export function askNotice(ask: Ask, noticeId: string): NoticeFound | undefined {
  const { notice } = ask("transfer.notice", { noticeId });
  // The answer is that of the query of this scenario, whose own type does not reach over JSON.
  return notice === null || notice === undefined ? undefined : (notice as unknown as NoticeFound);
}

/** What a notice shows, by name. */
export function factsOf({ facts }: Pick<NoticeFound, "facts">): ReadonlyMap<string, string> {
  return new Map(facts.map(({ name, value }) => [name, value]));
}

export const NOTICE_TAGS: Readonly<Record<string, LocalText>> = {
  noticeTitle: { zh: "公示文号", en: "Number of the notice" },
  openedOn: { zh: "发布日期", en: "Day of publication" },
  closesOn: { zh: "公示期满日", en: "Last day of the notice" },
  noticeDays: { zh: "公示天数", en: "Days of the notice" },
  period: { zh: "公示期限全文", en: "The period in words" },
  basis: { zh: "公示期限的依据", en: "Rule that sets the period" },
  shortReason: { zh: "少于规定天数的理由", en: "Why it is shorter than the rule asks" },
};

/** Fields of the period. */
export function noticeFields(notice: NoticeFound, setting: PaperSetting): PaperRow {
  const { lang } = setting;
  const year = notice.number.slice(0, 4);
  const count = Number(notice.number.slice(5));
  const kind = fillText(scenarioWord("dayKinds", notice.dayKind, setting), { count: notice.days });
  const days = `${notice.days} ${lang === "zh" ? "个" : ""}${kind}`;
  const opened = paperDay(notice.openedOn, lang);
  const closes = paperDay(notice.closesOn, lang);
  return {
    noticeTitle: lang === "zh" ? `转化公示〔${year}〕${count}号` : `Notice ${count} of ${year}`,
    openedOn: opened,
    closesOn: closes,
    noticeDays: days,
    period: periodText(opened, closes, days, lang),
    basis: notice.source === null ? "" : lang === "zh" ? notice.source.articleZh : notice.source.articleEn,
    shortReason: notice.shortReason ?? "",
  };
}

function periodText(opened: string, closes: string, days: string, lang: "zh" | "en"): string {
  if (closes === "") {
    return lang === "zh"
      ? `${opened}发布，共 ${days}，因异议暂停计时`
      : `published on ${opened} for ${days}; its clock stands while an objection is open`;
  }
  return lang === "zh"
    ? `${opened}发布，次日起算，至${closes}止，共 ${days}`
    : `published on ${opened}, counted from the next day, until ${closes}: ${days}`;
}

export const PERIOD_BLOCK: PaperBlock = {
  kind: "paragraph",
  isNumbered: true,
  lead: { zh: "公示期限。", en: "Period. " },
  text: { zh: "{period}。{shortReason}", en: "{period}. {shortReason}" },
};

export const OBJECTION_BLOCK: PaperBlock = {
  kind: "paragraph",
  isNumbered: true,
  lead: { zh: "异议。", en: "Objections. " },
  text: {
    zh: "如有异议，请于公示期内实名书面提出，并附依据。异议所涉人员的份额暂缓办理，其余照常。",
    en: "Objections are made in writing and under one's real name within the period, with what they rest on. The share of a person objected to is held back; the others go on.",
  },
};
