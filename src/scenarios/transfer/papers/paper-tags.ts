import type { Locale } from "#kernel/money";
import type { LocalText, PaperRow, PaperSetting } from "#kernel/paper";
import { rate, rateText } from "#kernel/rate";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { columnAmount, paperAmount, paperDay, wordOf } from "#kit/paper-text";
import { unnamed } from "./paper-people.ts";
import { scenarioWord, WORDS } from "./paper-words.ts";
import type { CaseAnswer, LineAnswer, PlanFound } from "./plan-answer.ts";

/** Tags that the papers on a plan share, with what they mean and what fills them. */

export const PLAN_TAGS: Readonly<Record<string, LocalText>> = {
  title: { zh: "成果名称", en: "Name of the achievement" },
  caseNumber: { zh: "案件编号", en: "Number of the case" },
  caseLabel: {
    zh: "案件编号；不知案件编号者为合同编号",
    en: "Number of the case, or of the contract for whoever may not know it",
  },
  kind: { zh: "成果类型", en: "Kind of achievement" },
  route: { zh: "转化方式", en: "Route of the transfer" },
  unit: { zh: "单位名称", en: "Name of the unit" },
  counterparty: { zh: "受让、被许可或被投资单位", en: "The other side of the deal" },
  contractNumber: { zh: "合同编号", en: "Number of the contract" },
  signedOn: { zh: "合同签订日期", en: "Day of the contract" },
  price: { zh: "合同金额或作价金额", en: "Price, or value of the contribution" },
  priceCapitals: { zh: "合同金额或作价金额（大写）", en: "Price in capitals" },
  planNumber: { zh: "第几次分配", en: "Which distribution of the case it is" },
  received: { zh: "累计到账金额或所形成股权的作价", en: "Received to date, or value of the stake" },
  deducted: { zh: "累计扣除的成本", en: "Costs deducted to date" },
  base: { zh: "净收入或分配基数", en: "Net income, or base of the rate" },
  amount: { zh: "本次分配金额", en: "What this plan distributes" },
  amountCapitals: { zh: "本次分配金额（大写）", en: "What this plan distributes, in capitals" },
  award: { zh: "团队所得", en: "What the team gets" },
  awardCapitals: { zh: "团队所得（大写）", en: "What the team gets, in capitals" },
  rest: { zh: "单位或持股公司所得", en: "What the unit or the holder of its shares gets" },
  restHolder: { zh: "其余部分归谁", en: "Who gets the rest" },
  rate: { zh: "团队所得比例", en: "The team's rate" },
  rule: { zh: "依据的规则", en: "Rule that it follows" },
  article: { zh: "条款", en: "Article of the rule" },
  today: { zh: "出具日期", en: "Day on which the paper is made" },
  people: { zh: "人员名单（逐行重复）", en: "List of people, one row each" },
  position: { zh: "序号", en: "Number in the list" },
  name: { zh: "姓名", en: "Name" },
  share: { zh: "团队内比例", en: "Share within the team" },
  lineAmount: { zh: "个人金额", en: "Amount of the person" },
  withheld: { zh: "代扣税额，尚未录入的为“—”", en: "Tax withheld; “—” where it is not entered yet" },
  net: { zh: "实发金额，代扣尚未录入的为“—”", en: "What is paid after tax; “—” where it is not entered yet" },
  stakeShare: { zh: "占所形成股权的比例（股权分配）", en: "Share of the stake, where shares are shared" },
  lineState: { zh: "办理情况", en: "Where it stands" },
  costs: { zh: "成本清单（逐行重复）", en: "List of costs, one row each" },
  costTitle: { zh: "成本项目", en: "Class of cost" },
  costAmount: { zh: "成本金额", en: "Amount of the cost" },
  forMoney: { zh: "现金分配时有值，股权分配时为空", en: "Filled where money is shared, empty where shares are" },
  forShares: { zh: "股权分配时有值，现金分配时为空", en: "Filled where shares are shared, empty where money is" },
  untaxed: { zh: "现金分配且尚未录入代扣时有值", en: "Filled where money is shared and nothing withheld is entered" },
  taxed: { zh: "现金分配且已录入代扣时有值", en: "Filled where money is shared and what is withheld is entered" },
  planKind: { zh: "方案名称：收益分配方案或股权分配方案", en: "What the plan is called" },
  approvalOf: { zh: "审批的事项：分配及发放，或分配及登记", en: "What is approved" },
};

/** Fields of a plan. */
export function planFields(
  { plan: { plan, rule, withholdings = [] }, found: { deal, achievement } }: PlanFound,
  setting: PaperSetting,
): PaperRow {
  const { lang } = setting;
  const capitals = (fen: string): string => rmbCapitals(BigInt(fen));
  const amount = (fen: string): string => paperAmount(BigInt(fen), lang);
  const isMoney = plan.asset === "money";
  return {
    title: deal.title,
    caseNumber: achievement?.number ?? "",
    caseLabel: caseLabel({ deal, achievement }, lang),
    kind: achievement === null ? "" : scenarioWord("kinds", achievement.kind, setting),
    route: scenarioWord("routes", deal.route, setting),
    unit: setting.memberName(deal.unitId),
    counterparty: setting.memberName(deal.counterpartyId),
    contractNumber: deal.contractNumber,
    signedOn: paperDay(deal.signedOn, lang),
    price: amount(deal.price),
    priceCapitals: capitals(deal.price),
    planNumber: plan.sequence.toString(),
    received: amount(plan.received),
    deducted: amount(plan.deducted),
    base: amount(plan.base),
    amount: amount(plan.amount),
    amountCapitals: capitals(plan.amount),
    award: amount(plan.award.amount),
    awardCapitals: capitals(plan.award.amount),
    rest: amount(plan.rest.amount),
    restHolder: setting.memberName(plan.restHolderId),
    rate: rule.tiers.map(({ rate: text }) => text).join(lang === "zh" ? "、" : ", "),
    rule: rule.document[lang],
    article: rule.article[lang],
    today: paperDay(setting.today, lang),
    forMoney: isMoney ? "1" : "",
    forShares: isMoney ? "" : "1",
    untaxed: isMoney && withholdings.length === 0 ? "1" : "",
    taxed: isMoney && withholdings.length > 0 ? "1" : "",
    planKind: PLAN_KINDS[lang][plan.asset].plan,
    approvalOf: PLAN_KINDS[lang][plan.asset].approval,
  };
}

/** How a paper names its case: companies know the contract and not the number of the case. */
export function caseLabel({ deal, achievement }: Pick<CaseAnswer, "deal" | "achievement">, lang: Locale): string {
  if (achievement !== null) return `${lang === "zh" ? "案件编号" : "Case"} ${achievement.number}`;
  return `${lang === "zh" ? "合同编号" : "Contract"} ${deal.contractNumber}`;
}

/** The people of a plan, in the order of their shares. */
export function peopleRows({ plan }: PlanFound, setting: PaperSetting): readonly PaperRow[] {
  const people = plan.lines.filter(({ kind }) => kind === "award");
  const taxes = new Map(plan.withholdings?.map(({ payeeId, tax }) => [payeeId, BigInt(tax)]));
  return [...people].sort(byWeight).map((line, index) => {
    const amount = BigInt(line.amount);
    const tax = taxes.get(line.payeeId);
    return {
      position: (index + 1).toString(),
      name: line.name ?? unnamed(line.payeeId, setting),
      share: rateText(rate(BigInt(line.trace.weight), BigInt(line.trace.weightSum))),
      lineAmount: columnAmount(amount),
      withheld: tax === undefined ? "—" : columnAmount(tax),
      net: tax === undefined ? "—" : columnAmount(amount - tax),
      stakeShare: plan.plan.asset === "shares" ? percentOf(amount, BigInt(plan.plan.received)) : "",
      lineState: lineStateWord(line.state, plan.plan.asset, setting.lang),
    };
  });
}

/** Where a line stands, in words: shares are registered and never paid. */
export function lineStateWord(state: string, asset: "money" | "shares", lang: Locale): string {
  const ofShares: Readonly<Record<string, unknown>> = WORDS[lang].web.ofShares.states.line;
  return wordOf(asset === "shares" && Object.hasOwn(ofShares, state) ? ofShares : WORDS[lang].states.line, state);
}

/** A percentage with two decimals, rounded down. */
function percentOf(part: bigint, whole: bigint): string {
  const bp = whole === 0n ? 0n : (part * 10_000n) / whole;
  return `${bp / 100n}.${String(bp % 100n).padStart(2, "0")}%`;
}

/** Costs of a plan by class. */
export function costRows({ plan }: PlanFound, { lang }: PaperSetting): readonly PaperRow[] {
  return plan.costs.map(({ class: code, title, amount }) => ({
    costTitle: title?.[lang] ?? code,
    costAmount: columnAmount(BigInt(amount)),
  }));
}

/** The last signature under a plan: the act that made it what it is. */
export function lastAct({ plan: { plan } }: PlanFound): string {
  return plan.signed.at(-1)?.transactionId ?? "";
}

const PLAN_KINDS = {
  zh: {
    money: { plan: "收益分配方案", approval: "收益分配方案及发放" },
    shares: { plan: "股权分配方案", approval: "股权分配方案及登记" },
  },
  en: {
    money: { plan: "Distribution plan", approval: "Approval of a distribution plan and its payment" },
    shares: { plan: "Distribution of shares", approval: "Approval of a distribution of shares and its registration" },
  },
} as const;

function byWeight(a: LineAnswer, b: LineAnswer): number {
  const difference = BigInt(b.trace.weight) - BigInt(a.trace.weight);
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return a.payeeId < b.payeeId ? -1 : 1;
}
