import { definePaper, type LocalText, type PaperRow, type PaperSetting } from "#kernel/paper";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { paperAmount, sameText } from "#kit/paper-text";
import {
  askNotice,
  factsOf,
  NOTICE_TAGS,
  type NoticeFound,
  noticeFields,
  OBJECTION_BLOCK,
  PERIOD_BLOCK,
} from "./notice-answer.ts";
import { scenarioWord } from "./paper-words.ts";

/** Tags of the facts that a price notice publishes; they say what the notice on the ledger shows and nothing else. */
const TAGS: Readonly<Record<string, LocalText>> = {
  ...NOTICE_TAGS,
  title: { zh: "成果名称", en: "Name of the achievement" },
  caseNumber: { zh: "案件编号", en: "Number of the case" },
  kind: { zh: "成果类型", en: "Kind of achievement" },
  route: { zh: "转化方式", en: "Route of the transfer" },
  pricing: { zh: "定价方式", en: "How the price was found" },
  price: { zh: "拟交易价格", en: "Intended price" },
  priceCapitals: { zh: "拟交易价格（大写）", en: "Intended price in capitals" },
  counterparty: { zh: "对方单位", en: "The other side of the deal" },
  related: { zh: "是否关联交易", en: "Whether the parties are related" },
  valuation: { zh: "评估报告", en: "Report of the valuation" },
  unit: { zh: "单位名称", en: "Name of the unit" },
};

/** 协议定价公示. */
export const priceNotice = definePaper({
  name: "transfer.price-notice",
  title: { zh: "协议定价公示", en: "Notice of an agreed price" },
  inputs: ["noticeId"],
  tags: TAGS,
  layout: {
    title: { zh: "关于“{title}”成果转化协议定价的公示", en: "Notice of the agreed price for “{title}”" },
    number: sameText("{noticeTitle}"),
    blocks: [
      {
        kind: "paragraph",
        text: {
          zh: "依据《中华人民共和国促进科技成果转化法》第十八条，对下列科技成果以协议定价方式转化的名称和拟交易价格予以公示。",
          en: "Under article 18 of the Law on Promoting the Transformation of Scientific and Technological Achievements, the name and the intended price of the following achievement are published.",
        },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        lead: { zh: "成果。", en: "Achievement. " },
        text: { zh: "“{title}”，{kind}，案件编号 {caseNumber}。", en: "“{title}”, {kind}, case {caseNumber}." },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        lead: { zh: "转化方式与对方单位。", en: "Route and other side. " },
        text: {
          zh: "以{route}方式转化，对方单位为{counterparty}。{related}",
          en: "By {route}, with {counterparty}. {related}",
        },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        lead: { zh: "拟交易价格。", en: "Intended price. " },
        text: {
          zh: "{price}（大写：{priceCapitals}），{pricing}。",
          en: "{price} ({priceCapitals}), found by {pricing}.",
        },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        when: "valuation",
        lead: { zh: "评估。", en: "Valuation. " },
        text: { zh: "评估报告：{valuation}。", en: "Report: {valuation}." },
      },
      PERIOD_BLOCK,
      OBJECTION_BLOCK,
    ],
    signature: [sameText("{unit}"), sameText("{openedOn}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { noticeId = "" }) => {
    const notice = askNotice(ask, noticeId);
    return notice?.kind === "price" ? notice : undefined;
  },
  compose: (notice, setting) => ({
    fields: { ...priceFields(notice, setting), ...noticeFields(notice, setting) },
    lists: {},
    transactionId: notice.transactionId,
  }),
});

function priceFields(notice: NoticeFound, setting: PaperSetting): PaperRow {
  const facts = factsOf(notice);
  const fact = (name: string): string => facts.get(name) ?? "";
  const price = BigInt(fact("price") || "0");
  const isRelated = fact("related_party") === "yes";
  return {
    title: fact("title"),
    caseNumber: fact("case_number"),
    kind: scenarioWord("kinds", fact("kind"), setting),
    route: scenarioWord("routes", fact("route"), setting),
    pricing: scenarioWord("pricing", fact("pricing"), setting),
    price: paperAmount(price, setting.lang),
    priceCapitals: rmbCapitals(price),
    counterparty: setting.memberName(fact("counterparty")),
    related: RELATED[setting.lang][isRelated ? "yes" : "no"],
    valuation: fact("valuation"),
    unit: setting.memberName(notice.ownerId),
  };
}

const RELATED = {
  zh: { yes: "对方与成果完成人存在关联关系。", no: "对方与成果完成人不存在关联关系。" },
  en: { yes: "The other side is related to a contributor.", no: "The other side is not related to a contributor." },
} as const;
