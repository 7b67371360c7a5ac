import { type Ask, definePaper, type PaperData, type PaperRow, type PaperSetting } from "#kernel/paper";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { paperAmount, paperDay, sameText } from "#kit/paper-text";
import {
  askCase,
  type CaseWithId,
  CERTIFICATE_TAGS,
  certificateFields,
  GENESES_BLOCKS,
  genesisRows,
} from "./certificate-parts.ts";
import { unnamed } from "./paper-people.ts";
import type { LineAnswer } from "./plan-answer.ts";

/** That somebody was paid, or got shares in a register, for those who must show it elsewhere. The payee may print it alone. */

interface PaidLine extends LineAnswer {
  readonly dealId: string;
  readonly asset: "money" | "shares";
}

interface PaidFound {
  readonly line: PaidLine;
  readonly found: CaseWithId;
}

const SIGNATURE = [sameText("{unit}"), sameText("{today}")];
const NUMBER = sameText("{caseLabel}");

/** 发放凭证: that the bank paid somebody's share. */
export const paymentCertificate = definePaper({
  name: "transfer.payment-certificate",
  title: { zh: "发放凭证", en: "Certificate of a payment" },
  inputs: ["planId", "payeeId"],
  tags: {
    ...CERTIFICATE_TAGS,
    name: { zh: "姓名", en: "Name" },
    amount: { zh: "应发金额", en: "Gross amount" },
    amountCapitals: { zh: "应发金额（大写）", en: "Gross amount in capitals" },
    withheld: { zh: "代扣税额", en: "Tax withheld" },
    net: { zh: "实发金额", en: "What was paid" },
    closedOn: { zh: "发放日期", en: "Day of the payment" },
    reference: { zh: "银行流水号", en: "Reference of the bank" },
  },
  layout: {
    title: { zh: "科技成果转化奖励发放凭证", en: "Certificate of a payment" },
    number: NUMBER,
    blocks: [
      {
        kind: "form",
        rows: [
          [{ label: { zh: "姓名", en: "Name" }, text: sameText("{name}") }],
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [{ label: { zh: "应发金额", en: "Gross" }, text: sameText("{amount}\n{amountCapitals}") }],
          [
            { label: { zh: "代扣税额", en: "Withheld" }, text: sameText("{withheld}") },
            { label: { zh: "实发金额", en: "Paid" }, text: sameText("{net}") },
          ],
          [
            { label: { zh: "发放日期", en: "Paid on" }, text: sameText("{closedOn}") },
            { label: { zh: "流水号", en: "Reference" }, text: sameText("{reference}") },
          ],
        ],
      },
      ...GENESES_BLOCKS,
    ],
    signature: SIGNATURE,
    footer: NUMBER,
  },
  gather: (ask, inputs) => askLine(ask, inputs, "money"),
  compose: (found, setting) => {
    const { withheld, amount } = found.line;
    return composeLine(found, setting, {
      withheld: paperAmount(BigInt(withheld), setting.lang),
      net: paperAmount(BigInt(amount) - BigInt(withheld), setting.lang),
    });
  },
});

/** 股权登记凭证: that the company's register shows somebody's shares. */
export const shareCertificate = definePaper({
  name: "transfer.share-certificate",
  title: { zh: "股权登记凭证", en: "Certificate of registered shares" },
  inputs: ["planId", "payeeId"],
  tags: {
    ...CERTIFICATE_TAGS,
    name: { zh: "姓名或单位名称", en: "Name" },
    company: { zh: "股权所在企业", en: "Company" },
    amount: { zh: "对应作价", en: "Contributed value" },
    amountCapitals: { zh: "对应作价（大写）", en: "Contributed value in capitals" },
    closedOn: { zh: "登记日期", en: "Day of the entry in the register" },
    reference: { zh: "股东名册或登记编号", en: "Number of the entry in the register" },
  },
  layout: {
    title: { zh: "科技成果作价入股股权登记凭证", en: "Certificate of registered shares" },
    number: NUMBER,
    blocks: [
      {
        kind: "form",
        rows: [
          [{ label: { zh: "登记于", en: "Held by" }, text: sameText("{name}") }],
          [{ label: { zh: "企业", en: "Company" }, text: sameText("{company}") }],
          [{ label: { zh: "成果名称", en: "Achievement" }, text: sameText("{title}") }],
          [{ label: { zh: "对应作价", en: "Value" }, text: sameText("{amount}\n{amountCapitals}") }],
          [
            { label: { zh: "登记日期", en: "Registered on" }, text: sameText("{closedOn}") },
            { label: { zh: "登记编号", en: "Entry" }, text: sameText("{reference}") },
          ],
        ],
      },
      {
        kind: "paragraph",
        text: {
          zh: "股权以作价计，不是现金；股东名册由企业置备，以企业登记为准。",
          en: "Shares are counted at their contributed value and are no cash; the company keeps the register, and its entry decides.",
        },
      },
      ...GENESES_BLOCKS,
    ],
    signature: SIGNATURE,
    footer: NUMBER,
  },
  gather: (ask, inputs) => askLine(ask, inputs, "shares"),
  compose: (found, setting) =>
    composeLine(found, setting, { company: setting.memberName(found.found.deal.counterpartyId) }),
});

function askLine(ask: Ask, { planId = "", payeeId = "" }: PaperRow, asset: PaidLine["asset"]): PaidFound | undefined {
  const { lines } = ask("transfer.plan", { planId });
  // The answer is that of the query of this scenario, whose own type does not reach over JSON.
  const line = (lines as unknown as PaidLine[]).find((each) => each.payeeId === payeeId && each.state === "paid");
  const found = line?.asset === asset ? askCase(ask, line.dealId) : undefined;
  return line === undefined || found === undefined ? undefined : { line, found };
}

function composeLine({ line, found }: PaidFound, setting: PaperSetting, more: PaperRow): PaperData {
  const { lang } = setting;
  return {
    fields: {
      ...certificateFields(found, setting),
      name: line.kind === "rest" ? setting.memberName(line.payeeId) : (line.name ?? unnamed(line.payeeId, setting)),
      amount: paperAmount(BigInt(line.amount), lang),
      amountCapitals: rmbCapitals(BigInt(line.amount)),
      closedOn: paperDay(line.closedOn, lang),
      reference: line.reference ?? "",
      ...more,
    },
    lists: { geneses: genesisRows(setting) },
    transactionId: line.signed.at(-1)?.transactionId ?? "",
  };
}
