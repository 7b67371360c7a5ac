import { type Ask, definePaper, type PaperBlock, type PaperRow, type PaperSetting } from "#kernel/paper";
import { basisPoints, rateText } from "#kernel/rate";
import { paperAmount, paperDay, sameText } from "#kit/paper-text";
import {
  askNoticeOf,
  NOTICE_TAGS,
  type NoticeFound,
  noticeFields,
  OBJECTION_BLOCK,
  PERIOD_BLOCK,
} from "./notice-answer.ts";
import { lastAct, PLAN_TAGS, peopleRows, planFields, scenarioWord } from "./paper-tags.ts";
import { askPlan, type PlanFound } from "./plan-answer.ts";
import { DEAL_BLOCK, PEOPLE_BLOCK } from "./plan-blocks.ts";

/** Notices of awards (奖励公示), in cash and in shares. */

interface AwardFound {
  readonly plan: PlanFound;
  readonly notice: NoticeFound | undefined;
}

const TAGS = {
  ...PLAN_TAGS,
  ...NOTICE_TAGS,
  receiptDays: { zh: "转化收入取得时间", en: "Days on which the income was received" },
  part: { zh: "对完成和转化成果的贡献", en: "Part in making the result and bringing it into use" },
  post: { zh: "岗位职务（由经办人填写）", en: "Post, to be filled in by the office" },
} as const;

/** [国科发政〔2018〕103号] Five groups of facts are shown: transfer, people, money, registration of the contract, period. */
const CASH_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    text: {
      zh: "依据《财政部 税务总局 科技部关于科技人员取得职务科技成果转化现金奖励有关个人所得税政策的通知》（财税〔2018〕58号）、国科发政〔2018〕103号文件和{rule}，现将下列现金奖励信息予以公示。",
      en: "Under 财税〔2018〕58号, 国科发政〔2018〕103号 and {rule} the following cash award is published.",
    },
  },
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "科技成果转化信息。", en: "The transfer. " },
    text: {
      zh: "“{title}”，种类为{kind}，以{route}方式转化给{counterparty}，累计转化收入 {received}，取得时间：{receiptDays}。",
      en: "“{title}” ({kind}) is brought into use by {route} with {counterparty}. Income to date {received}, received on {receiptDays}.",
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
      zh: "合同编号 {contractNumber}，{signedOn}签订；登记情况以技术合同登记机构的登记为准。",
      en: "Contract {contractNumber} of {signedOn}; what the registry of technology contracts has entered is decisive.",
    },
  },
  PERIOD_BLOCK,
  OBJECTION_BLOCK,
];

const SHARE_BLOCKS: readonly PaperBlock[] = [
  {
    kind: "paragraph",
    text: {
      zh: "依据《中华人民共和国促进科技成果转化法》和{rule}，现将下列股权奖励事项予以公示。",
      en: "Under the Law on Promoting the Transformation of Scientific and Technological Achievements and {rule} the following award of shares is published.",
    },
  },
  DEAL_BLOCK,
  {
    kind: "paragraph",
    isNumbered: true,
    lead: { zh: "股权分配。", en: "The shares. " },
    text: {
      zh: "所形成股权的 {rate} 奖励给成果完成人团队，对应作价 {award}（大写：{awardCapitals}）；其余由{restHolder}持有，对应作价 {rest}。团队内部由团队负责人分配如下：",
      en: "Of the stake {rate} is awarded to the team, valued at {award} ({awardCapitals}); the rest, valued at {rest}, is held by {restHolder}. The leader split it within the team as follows.",
    },
  },
  PEOPLE_BLOCK,
  PERIOD_BLOCK,
  OBJECTION_BLOCK,
];

/** 现金奖励信息公示. */
export const cashAwardNotice = definePaper({
  name: "transfer.cash-award-notice",
  title: { zh: "现金奖励公示", en: "Notice of a cash award" },
  inputs: ["planId"],
  tags: TAGS,
  layout: {
    title: { zh: "关于“{title}”成果转化现金奖励的公示", en: "Notice of a cash award for “{title}”" },
    number: { zh: "{noticeTitle}", en: "{noticeTitle}" },
    blocks: CASH_BLOCKS,
    signature: [sameText("{unit}"), sameText("{openedOn}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { planId = "" }) => gatherAward(ask, planId, "money"),
  compose: composeAward,
});

/** 股权奖励公示. */
export const equityAwardNotice = definePaper({
  name: "transfer.equity-award-notice",
  title: { zh: "股权奖励公示", en: "Notice of an award of shares" },
  inputs: ["planId"],
  tags: TAGS,
  layout: {
    title: { zh: "关于“{title}”成果作价入股股权奖励的公示", en: "Notice of shares awarded for “{title}”" },
    number: { zh: "{noticeTitle}", en: "{noticeTitle}" },
    blocks: SHARE_BLOCKS,
    signature: [sameText("{unit}"), sameText("{openedOn}")],
    footer: { zh: "案件编号 {caseNumber}", en: "Case {caseNumber}" },
  },
  gather: (ask, { planId = "" }) => gatherAward(ask, planId, "shares"),
  compose: composeAward,
});

function gatherAward(ask: Ask, planId: string, asset: "money" | "shares"): AwardFound | undefined {
  const plan = askPlan(ask, planId);
  if (plan === undefined || plan.plan.plan.asset !== asset) return undefined;
  return { plan, notice: askNoticeOf(ask, { subjectKind: "plan", subjectId: planId }) };
}

function composeAward({ plan, notice }: AwardFound, setting: PaperSetting) {
  const { lang } = setting;
  const days = plan.found.receipts.filter(({ state }) => state === "recorded");
  const receiptDays = days
    .map(({ occurredOn, amount }) => `${paperDay(occurredOn, lang)} ${paperAmount(BigInt(amount), lang)}`)
    .join(lang === "zh" ? "，" : ", ");
  return {
    fields: { ...planFields(plan, setting), ...noticeFields(notice, setting), receiptDays },
    lists: { people: awardRows(plan, setting), costs: [] },
    transactionId: notice?.transactionId ?? lastAct(plan),
  };
}

function awardRows(plan: PlanFound, setting: PaperSetting): readonly PaperRow[] {
  const parts = new Map(
    plan.found.contributors.map(({ personId, name, part, contributionBp }) => [
      name ?? personId,
      `${scenarioWord("parts", part, setting)} ${rateText(basisPoints(contributionBp))}`,
    ]),
  );
  return peopleRows(plan, setting).map((row) => ({ ...row, part: parts.get(row["name"] ?? "") ?? "", post: "" }));
}
