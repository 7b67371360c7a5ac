import { type Ask, definePaper, type LocalText, type PaperSetting } from "#kernel/paper";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { askEvery } from "#kit/ask-every";
import { paperAmount, paperDay, sameText, wordOf } from "#kit/paper-text";
import { WORDS } from "./paper-tags.ts";
import type { CaseAnswer, LineAnswer } from "./plan-answer.ts";

/** 办理凭证: that something was decided or paid, for those who must show it elsewhere. */

interface ActAnswer {
  readonly transactionId: string;
  readonly command: string;
  readonly signerIds: readonly string[];
  readonly at: number;
  readonly occurredOn: string | null;
  readonly isLate: boolean;
  readonly reason: string | null;
}

interface CaseWithId extends CaseAnswer {
  readonly deal: CaseAnswer["deal"] & { readonly achievementId: string };
}

interface PaidLine extends LineAnswer {
  readonly dealId: string;
  readonly asset: "money" | "shares";
}

const CASE_TAGS: Readonly<Record<string, LocalText>> = {
  title: { zh: "成果名称", en: "Name of the achievement" },
  caseNumber: { zh: "案件编号", en: "Number of the case" },
  contractNumber: { zh: "合同编号", en: "Number of the contract" },
  unit: { zh: "单位名称", en: "Name of the unit" },
  today: { zh: "出具日期", en: "Day on which the paper is made" },
};

/** That an act of a case was signed and recorded: a decision, an approval, a correction. */
export const certificate = definePaper({
  name: "transfer.certificate",
  title: { zh: "办理凭证", en: "Certificate of an act" },
  inputs: ["dealId", "transactionId"],
  tags: {
    ...CASE_TAGS,
    act: { zh: "办理事项", en: "What was done" },
    recordedOn: { zh: "记账日期", en: "Day on which it was recorded" },
    occurredOn: { zh: "发生日期", en: "Day on which it happened" },
    late: { zh: "补录说明，按时录入的为空", en: "That it was entered late; empty otherwise" },
    signers: { zh: "签署人", en: "Who signed" },
    reason: { zh: "理由", en: "Reason" },
  },
  layout: {
    title: { zh: "科技成果转化办理凭证", en: "Certificate of an act" },
    number: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
    blocks: [
      {
        kind: "paragraph",
        text: {
          zh: "兹证明下列事项已经签署并记入账本，可凭下方二维码核验。",
          en: "The following act was signed and recorded on the ledger. The code below lets anyone check it.",
        },
      },
      {
        kind: "form",
        rows: [
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [{ label: { zh: "合同编号", en: "Contract" }, text: sameText("{contractNumber}") }],
          [{ label: { zh: "办理事项", en: "Act" }, text: sameText("{act}") }],
          [
            { label: { zh: "发生日期", en: "Happened on" }, text: sameText("{occurredOn}{late}") },
            { label: { zh: "记账日期", en: "Recorded on" }, text: sameText("{recordedOn}") },
          ],
          [{ label: { zh: "签署人", en: "Signed by" }, text: sameText("{signers}") }],
          [{ label: { zh: "理由", en: "Reason" }, text: sameText("{reason}") }],
        ],
      },
    ],
    signature: [sameText("{unit}"), sameText("{today}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { dealId = "", transactionId = "" }) => {
    const found = askCase(ask, dealId);
    const act = found === undefined ? undefined : askAct(ask, found, dealId, transactionId);
    return found === undefined || act === undefined ? undefined : { found, act };
  },
  compose: ({ found, act }, setting) => {
    const { lang } = setting;
    const { commands } = WORDS[lang];
    const names = new Map(found.contributors.map(({ personId, name }) => [personId, name]));
    const recordedOn = paperDay(setting.dayOf(act.at), lang);
    return {
      fields: {
        ...caseFields(found, setting),
        act: wordOf((commands as Readonly<Record<string, unknown>>)[act.command.replace("transfer.", "")], "title"),
        recordedOn,
        occurredOn: act.occurredOn === null ? recordedOn : paperDay(act.occurredOn, lang),
        late: act.isLate ? LATE[lang] : "",
        signers: act.signerIds.map((id) => names.get(id) ?? id).join("\n"),
        reason: act.reason ?? "",
      },
      lists: {},
      transactionId: act.transactionId,
    };
  },
});

/** That the bank paid, or the register entered, somebody's share. The payee may print it alone. */
export const paymentCertificate = definePaper({
  name: "transfer.payment-certificate",
  title: { zh: "发放凭证", en: "Certificate of a payment" },
  inputs: ["planId", "payeeId"],
  tags: {
    ...CASE_TAGS,
    name: { zh: "姓名", en: "Name" },
    amount: { zh: "金额", en: "Amount" },
    amountCapitals: { zh: "金额（大写）", en: "Amount in capitals" },
    closedOn: { zh: "发放或登记日期", en: "Day of the payment or of the entry in the register" },
    reference: { zh: "银行流水号或登记编号", en: "Reference of the bank or of the register" },
  },
  layout: {
    title: { zh: "科技成果转化奖励发放凭证", en: "Certificate of a payment" },
    number: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
    blocks: [
      {
        kind: "form",
        rows: [
          [{ label: { zh: "姓名", en: "Name" }, text: sameText("{name}") }],
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [{ label: { zh: "金额", en: "Amount" }, text: sameText("{amount}\n{amountCapitals}") }],
          [
            { label: { zh: "发放日期", en: "Paid on" }, text: sameText("{closedOn}") },
            { label: { zh: "流水号", en: "Reference" }, text: sameText("{reference}") },
          ],
        ],
      },
    ],
    signature: [sameText("{unit}"), sameText("{today}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { planId = "", payeeId = "" }) => {
    const { lines } = ask("transfer.plan", { planId });
    // The answer is that of the query of this scenario, whose own type does not reach over JSON.
    const line = (lines as unknown as PaidLine[]).find((each) => each.payeeId === payeeId && each.state === "paid");
    const found = line === undefined ? undefined : askCase(ask, line.dealId);
    return line === undefined || found === undefined ? undefined : { line, found };
  },
  compose: ({ line, found }, setting) => ({
    fields: {
      ...caseFields(found, setting),
      name: line.kind === "rest" ? setting.memberName(line.payeeId) : (line.name ?? line.payeeId),
      amount: paperAmount(BigInt(line.amount), setting.lang),
      amountCapitals: rmbCapitals(BigInt(line.amount)),
      closedOn: paperDay(line.closedOn, setting.lang),
      reference: line.reference ?? "",
    },
    lists: {},
    transactionId: line.signed.at(-1)?.transactionId ?? "",
  }),
});

const LATE = { zh: "（补录，不证明当时已告知）", en: " (entered late: proves no notice given in time)" } as const;

function askCase(ask: Ask, dealId: string): CaseWithId | undefined {
  const answer = ask("transfer.case", { dealId });
  return answer["deal"] === null ? undefined : (answer as unknown as CaseWithId);
}

function askAct(ask: Ask, { deal }: CaseWithId, dealId: string, transactionId: string): ActAnswer | undefined {
  for (const item of askEvery(ask, "transfer.acts", { achievementId: deal.achievementId, dealId })) {
    const act = item as unknown as ActAnswer;
    if (act.transactionId === transactionId) return act;
  }
  return undefined;
}

function caseFields({ deal, achievement }: CaseAnswer, setting: PaperSetting) {
  return {
    title: deal.title,
    caseNumber: achievement?.number ?? "",
    contractNumber: deal.contractNumber,
    unit: setting.memberName(deal.unitId),
    today: paperDay(setting.today, setting.lang),
  };
}
