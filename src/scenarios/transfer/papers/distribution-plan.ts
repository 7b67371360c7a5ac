import { definePaper } from "#kernel/paper";
import { sameText } from "#kit/paper-text";
import { costRows, lastAct, PLAN_TAGS, peopleRows, planFields } from "./paper-tags.ts";
import { askPlan } from "./plan-answer.ts";
import { COSTS_BLOCK, DEAL_BLOCKS, PEOPLE_BLOCKS } from "./plan-blocks.ts";

/** 收益分配方案: what one instalment brought, what is deducted, what team and unit get, and everybody's line. */
export const distributionPlan = definePaper({
  name: "transfer.distribution-plan",
  title: { zh: "收益分配方案", en: "Distribution plan" },
  inputs: ["planId"],
  tags: PLAN_TAGS,
  layout: {
    title: { zh: "“{title}”转化{planKind}", en: "{planKind} for “{title}”" },
    number: { zh: "{caseLabel}，第 {planNumber} 次分配", en: "{caseLabel}, distribution {planNumber}" },
    blocks: [
      {
        kind: "paragraph",
        text: {
          zh: "依据《中华人民共和国促进科技成果转化法》和{rule}，制定本方案。",
          en: "This plan is made under the Law on Promoting the Transformation of Scientific and Technological Achievements and {rule}.",
        },
      },
      ...DEAL_BLOCKS,
      {
        kind: "paragraph",
        isNumbered: true,
        when: "forMoney",
        lead: { zh: "收入与净收入。", en: "Receipts and net income. " },
        text: {
          zh: "累计到账 {received}，扣除成本 {deducted}，净收入 {base}。本次分配 {amount}（大写：{amountCapitals}）。",
          en: "Received to date {received}, costs deducted {deducted}, net income {base}. This plan distributes {amount} ({amountCapitals}).",
        },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        when: "forShares",
        lead: { zh: "所形成股权。", en: "The stake. " },
        text: {
          zh: "所形成股权作价 {received}，本次分配 {amount}（大写：{amountCapitals}）。股权以对应作价计，不以现金支付。",
          en: "The stake is valued at {received}; this plan distributes {amount} ({amountCapitals}). Shares are counted at their value and not paid in cash.",
        },
      },
      COSTS_BLOCK,
      {
        kind: "paragraph",
        isNumbered: true,
        lead: { zh: "团队与单位。", en: "Team and unit. " },
        text: {
          zh: "依据{rule}（{article}），团队所得比例为 {rate}。团队所得 {award}（大写：{awardCapitals}）；其余 {rest}归{restHolder}。",
          en: "Under {rule} ({article}) the team's rate is {rate}. The team gets {award} ({awardCapitals}); the rest, {rest}, goes to {restHolder}.",
        },
      },
      {
        kind: "paragraph",
        isNumbered: true,
        lead: { zh: "团队内部分配。", en: "Within the team. " },
        text: { zh: "由团队负责人决定，具体如下：", en: "The leader of the team decided it as follows." },
      },
      ...PEOPLE_BLOCKS,
    ],
    signature: [sameText("{unit}"), sameText("{today}")],
    footer: sameText("{caseLabel}"),
  },
  gather: (ask, { planId = "" }) => askPlan(ask, planId),
  compose: (found, setting) => ({
    fields: planFields(found, setting),
    lists: { people: peopleRows(found, setting), costs: costRows(found, setting) },
    transactionId: lastAct(found),
  }),
});
