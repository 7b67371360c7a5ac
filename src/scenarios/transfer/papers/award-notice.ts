import {
  definePaper,
  type LocalText,
  type PaperBlock,
  type PaperData,
  type PaperRow,
  type PaperSetting,
} from "#kernel/paper";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { columnAmount, paperAmount, paperDay, sameText } from "#kit/paper-text";
import {
  askNotice,
  factsOf,
  NOTICE_TAGS,
  type NoticeFound,
  noticeFields,
  OBJECTION_BLOCK,
  PERIOD_BLOCK,
} from "./notice-answer.ts";
import { unnamed } from "./paper-people.ts";
import { scenarioWord } from "./paper-words.ts";

/** Notices of awards (奖励公示), in cash and in shares: what the notice on the ledger shows, and nothing else. */

const TAGS: Readonly<Record<string, LocalText>> = {
  ...NOTICE_TAGS,
  title: { zh: "成果名称", en: "Name of the achievement" },
  caseNumber: { zh: "案件编号", en: "Number of the case" },
  kind: { zh: "成果类型", en: "Kind of achievement" },
  route: { zh: "转化方式", en: "Route of the transfer" },
  unit: { zh: "单位名称", en: "Name of the unit" },
  counterparty: { zh: "受让、被许可或被投资单位", en: "The other side of the deal" },
  contractNumber: { zh: "合同编号", en: "Number of the contract" },
  registration: { zh: "技术合同登记情况", en: "Registration of the contract" },
  sequence: { zh: "第几次分配", en: "Which distribution of the case it is" },
  received: { zh: "累计到账金额或所形成股权的作价", en: "Received to date, or value of the stake" },
  receivedOn: { zh: "转化收入取得时间", en: "Day on which the income was received" },
  base: { zh: "净收入或分配基数", en: "Net income, or base of the rate" },
  rate: { zh: "团队所得比例", en: "The team's rate" },
  amount: { zh: "本次分配金额", en: "What is distributed" },
  award: { zh: "奖励总额", en: "Award in total" },
  awardCapitals: { zh: "奖励总额（大写）", en: "Award in total, in capitals" },
  rest: { zh: "单位或持股公司所得", en: "What the unit or the holder of its shares gets" },
  restHolder: { zh: "其余部分归谁", en: "Who gets the rest" },
  people: { zh: "人员名单（逐行重复）", en: "List of people, one row each" },
  name: { zh: "姓名", en: "Name" },
  part: { zh: "对完成和转化成果的贡献", en: "Part in making the result and bringing it into use" },
  post: { zh: "岗位职务：留有横线，由经办人填写", en: "Post: a rule on which the office writes it" },
  lineAmount: { zh: "个人金额", en: "Amount of the person" },
};

/** [国科发政〔2018〕103号] Five groups of facts are shown: transfer, people, money, registration of the contract, period. */
const CASH_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    text: {
      zh: "依据《财政部 税务总局 科技部关于科技人员取得职务科技成果转化现金奖励有关个人所得税政策的通知》（财税〔2018〕58号）、国科发政〔2018〕103号文件和本单位有关规定，现将下列现金奖励信息予以公示。",
      en: "Under 财税〔2018〕58号, 国科发政〔2018〕103号 and the unit's own rules the following cash award is published.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "科技成果转化信息。", en: "The transfer. " },
    text: {
      zh: "“{title}”，种类为{kind}，以{route}方式转化给{counterparty}，累计转化收入 {received}，取得时间：{receivedOn}。",
      en: "“{title}” ({kind}) is brought into use by {route} with {counterparty}. Income to date {received}, received on {receivedOn}.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "奖励人员信息。", en: "The people. " },
    text: {
      zh: "获得现金奖励的人员、岗位职务和贡献情况如下：",
      en: "Those who get it, their posts and what they did:",
    },
  },
  {
    kind: "table",
    list: "people",
    columns: [
      { title: { zh: "姓名", en: "Name" }, tag: "name", align: "left", weight: 3 },
      { title: { zh: "岗位职务", en: "Post" }, tag: "post", align: "left", weight: 3 },
      { title: { zh: "贡献情况", en: "Contribution" }, tag: "part", align: "left", weight: 4 },
      { title: { zh: "金额（元）", en: "Amount (yuan)" }, tag: "lineAmount", align: "right", weight: 3 },
    ],
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "现金奖励信息。", en: "The award. " },
    text: {
      zh: "净收入 {base}，奖励比例 {rate}，现金奖励总额 {award}（大写：{awardCapitals}），公示期满并审批后发放。",
      en: "Net income {base}, rate {rate}, cash award in total {award} ({awardCapitals}), to be paid after the notice has run out and the approvals are signed.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "技术合同登记信息。", en: "Registration of the contract. " },
    text: {
      zh: "合同编号 {contractNumber}；技术合同登记：{registration}。",
      en: "Contract {contractNumber}; registration: {registration}.",
    },
  },
  PERIOD_BLOCK,
  OBJECTION_BLOCK,
];

const SHARE_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    text: {
      zh: "依据《中华人民共和国促进科技成果转化法》和本单位科技成果转化收益分配规定，现将下列股权奖励事项予以公示。",
      en: "Under the Law on Promoting the Transformation of Scientific and Technological Achievements and the unit's own rules the following award of shares is published.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "成果与转化方式。", en: "Achievement and route. " },
    text: {
      zh: "“{title}”（{kind}），以{route}方式投入{counterparty}，合同编号 {contractNumber}，所形成股权作价 {received}。",
      en: "“{title}” ({kind}) is contributed to {counterparty} by {route}, contract {contractNumber}, for a stake valued at {received}.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "股权分配。", en: "The shares. " },
    text: {
      zh: "所形成股权的 {rate} 奖励给成果完成人团队，对应作价 {award}（大写：{awardCapitals}）；其余由{restHolder}持有，对应作价 {rest}。团队内部由团队负责人分配如下：",
      en: "Of the stake {rate} is awarded to the team, valued at {award} ({awardCapitals}); the rest, valued at {rest}, is held by {restHolder}. The leader split it within the team as follows.",
    },
  },
  {
    kind: "table",
    list: "people",
    columns: [
      { title: { zh: "姓名", en: "Name" }, tag: "name", align: "left", weight: 3 },
      { title: { zh: "贡献情况", en: "Contribution" }, tag: "part", align: "left", weight: 3 },
      { title: { zh: "对应作价（元）", en: "Value (yuan)" }, tag: "lineAmount", align: "right", weight: 3 },
    ],
  },
  PERIOD_BLOCK,
  OBJECTION_BLOCK,
];

/** 现金奖励信息公示. */
export const cashAwardNotice = definePaper({
  name: "transfer.cash-award-notice",
  title: { zh: "现金奖励公示", en: "Notice of a cash award" },
  inputs: ["noticeId"],
  tags: TAGS,
  layout: {
    title: { zh: "关于“{title}”成果转化现金奖励的公示", en: "Notice of a cash award for “{title}”" },
    number: { zh: "{noticeTitle}", en: "{noticeTitle}" },
    blocks: CASH_BLOCKS,
    signature: [sameText("{unit}"), sameText("{openedOn}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { noticeId = "" }) => awardNotice(askNotice(ask, noticeId), "money"),
  compose: composeAward,
});

/** 股权奖励公示. */
export const equityAwardNotice = definePaper({
  name: "transfer.equity-award-notice",
  title: { zh: "股权奖励公示", en: "Notice of an award of shares" },
  inputs: ["noticeId"],
  tags: TAGS,
  layout: {
    title: { zh: "关于“{title}”成果作价入股股权奖励的公示", en: "Notice of shares awarded for “{title}”" },
    number: { zh: "{noticeTitle}", en: "{noticeTitle}" },
    blocks: SHARE_BLOCKS,
    signature: [sameText("{unit}"), sameText("{openedOn}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { noticeId = "" }) => awardNotice(askNotice(ask, noticeId), "shares"),
  compose: composeAward,
});

/** The notice where it is one of an award of this asset. */
function awardNotice(notice: NoticeFound | undefined, asset: "money" | "shares"): NoticeFound | undefined {
  if (notice?.kind !== "award") return undefined;
  const isOfShares = factsOf(notice).get("route") === "equity";
  return isOfShares === (asset === "shares") ? notice : undefined;
}

function composeAward(notice: NoticeFound, setting: PaperSetting): PaperData {
  const { lang, memberName } = setting;
  const facts = factsOf(notice);
  const fact = (name: string): string => facts.get(name) ?? "";
  const amount = (name: string): string => paperAmount(BigInt(fact(name) || "0"), lang);
  const registration = fact("registration_number");
  return {
    fields: {
      ...noticeFields(notice, setting),
      title: fact("title"),
      caseNumber: fact("case_number"),
      kind: scenarioWord("kinds", fact("kind"), setting),
      route: scenarioWord("routes", fact("route"), setting),
      unit: memberName(notice.ownerId),
      counterparty: memberName(fact("counterparty")),
      contractNumber: fact("contract_number"),
      registration: registration === "-" || registration === "" ? UNREGISTERED[lang] : registration,
      sequence: fact("sequence"),
      received: amount("received"),
      receivedOn: paperDay(fact("received_on"), lang),
      base: amount("base"),
      rate: fact("rate"),
      amount: amount("amount"),
      award: amount("award"),
      awardCapitals: rmbCapitals(BigInt(fact("award") || "0")),
      rest: amount("rest"),
      restHolder: memberName(fact("rest_holder")),
    },
    lists: { people: notice.lines.map((line) => personRow(line, setting)) },
    transactionId: notice.transactionId,
  };
}

function personRow({ id, name, facts }: NoticeFound["lines"][number], setting: PaperSetting): PaperRow {
  const values = new Map(facts.map((each) => [each.name, each.value]));
  const part = values.get("part");
  return {
    name: name ?? unnamed(id, setting),
    part: part === undefined ? "" : scenarioWord("parts", part, setting),
    // No ledger knows it: a rule to write on.
    post: "＿＿＿＿＿＿",
    lineAmount: columnAmount(BigInt(values.get("amount") ?? "0")),
  };
}

const UNREGISTERED = { zh: "尚未登记", en: "not registered yet" } as const;
