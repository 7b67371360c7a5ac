import type { Ask, LocalText, PaperBlock, PaperRow, PaperSetting } from "#kernel/paper";
import { paperDay } from "#kit/paper-text";
import { caseLabel } from "./paper-tags.ts";
import type { CaseAnswer } from "./plan-answer.ts";

/** What all certificates have: the case, and what a stranger needs to check them. */

export interface CaseWithId extends CaseAnswer {
  readonly deal: CaseAnswer["deal"] & { readonly achievementId: string };
}

export const CERTIFICATE_TAGS: Readonly<Record<string, LocalText>> = {
  title: { zh: "成果名称", en: "Name of the achievement" },
  caseNumber: { zh: "案件编号", en: "Number of the case" },
  caseLabel: {
    zh: "案件编号；不知案件编号者为合同编号",
    en: "Number of the case, or of the contract for whoever may not know it",
  },
  contractNumber: { zh: "合同编号", en: "Number of the contract" },
  unit: { zh: "单位名称", en: "Name of the unit" },
  today: { zh: "出具日期", en: "Day on which the paper is made" },
  geneses: { zh: "核验要用的创世哈希（逐行重复）", en: "Genesis hashes for the check, one row each" },
  genesisLedger: { zh: "账本名", en: "Name of the ledger" },
  genesisHash: { zh: "创世哈希", en: "Genesis hash" },
};

/** A receipt brings its geneses and cannot vouch for them: a checker compares them with what stands on paper. */
export const GENESES_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    text: {
      zh: "核验时请把核验页上的创世哈希与下列哈希逐字比对，或把它填入核验页“我自己带来的创世哈希”：",
      en: "When you check the receipt, compare the genesis hashes on the verify page with these, or enter them there as hashes of your own:",
    },
  },
  {
    kind: "table",
    list: "geneses",
    columns: [
      { title: { zh: "账本", en: "Ledger" }, tag: "genesisLedger", align: "left", weight: 2 },
      { title: { zh: "创世哈希", en: "Genesis hash" }, tag: "genesisHash", align: "left", weight: 9 },
    ],
  },
];

/** Hashes in two lines of four groups, for the eye; the verify page takes them with or without the gaps. */
export function genesisRows({ geneses }: PaperSetting): readonly PaperRow[] {
  return geneses.map(({ ledger, hash }) => ({
    genesisLedger: ledger,
    genesisHash: (hash.match(/.{32}/g) ?? []).map((half) => half.replace(/.{8}(?=.)/g, "$& ")).join("\n"),
  }));
}

/** A case that the viewer may see. */
export function askCase(ask: Ask, dealId: string): CaseWithId | undefined {
  const answer = ask("transfer.case", { dealId });
  return answer["deal"] === null ? undefined : (answer as unknown as CaseWithId);
}

/** Fields that all certificates have. */
export function certificateFields({ deal, achievement }: CaseAnswer, setting: PaperSetting) {
  return {
    title: deal.title,
    caseNumber: achievement?.number ?? "",
    caseLabel: caseLabel({ deal, achievement }, setting.lang),
    contractNumber: deal.contractNumber,
    unit: setting.memberName(deal.unitId),
    today: paperDay(setting.today, setting.lang),
  };
}
