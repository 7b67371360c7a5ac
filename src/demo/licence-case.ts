import type { ValueObject } from "#kernel/json";
import { BRAKE_DISC_TEAM, personOf } from "./achievement-steps.ts";
import type { DemoFacts, DemoStep } from "./demo-step.ts";
import { advance } from "./setting-up.ts";

/**
 * A licence of the same achievement, in three instalments, of whose net income 97 % is awarded. Licensee, amounts and dates
 * are made up. It stands open: the second instalment waits for its approval.
 */

const PRICE_FEN = 300_000_000n;
const INSTALMENT_FEN = 100_000_000n;

const COSTS = [
  { class: "deal-taxes", amount: 90_000n, voucher: "演示凭证-1", title: ["本次交易税费", "taxes of the deal"] },
  { class: "maintenance", amount: 1_864_000n, voucher: "演示凭证-2", title: ["成果维护费", "cost of maintenance"] },
  { class: "valuation", amount: 3_600_000n, voucher: "演示凭证-3", title: ["评估与鉴定费", "valuation"] },
  { class: "negotiation", amount: 1_234_567n, voucher: "演示凭证-4", title: ["谈判等直接费用", "negotiation"] },
] as const;

const RETURNED = "bjtu/team-member-3";

/** The case from the proposal to where it stands. */
export const licenceCase: readonly DemoStep[] = [
  {
    ...act("transfer-officer", "propose-deal", "拟定技术许可（演示数据）", "Propose a licence", ({ of, day }) => ({
      achievementId: of("brake disc", "achievementId"),
      counterpartyId: of("member licensee", "memberId"),
      route: "licence",
      price: PRICE_FEN,
      pricing: "agreement",
      valuationReference: "演示数据，金额为虚构",
      isRelatedParty: false,
      instalments: [60, 120, 210].map((distance) => ({ dueOn: day(distance), amount: INSTALMENT_FEN })),
    })),
    result: "licence",
  },
  {
    ...act("transfer-officer", "publish-price-notice", "公示协议价格", "Publish the agreed price", ({ of }) => ({
      dealId: of("licence", "dealId"),
      revision: 1,
      audience: "unit",
    })),
    result: "price notice",
  },
  ...advance(4),
  {
    ledger: "bjtu",
    signers: ["bjtu/team-member-9"],
    command: "transfer.object",
    args: ({ of }) => ({
      noticeId: of("price notice", "noticeId"),
      target: "whole",
      reason: "评估依据没有写明（演示数据）",
    }),
    result: "objection",
    title: { zh: "实名异议：公示暂停计时", en: "An objection by real name stops the clock" },
  },
  ...advance(3),
  act("discipline-officer", "resolve-objection", "纪检答复异议：不成立", "The objection is dismissed", ({ of }) => ({
    objectionId: of("objection", "objectionId"),
    result: "dismissed",
    resolution: "评估报告已附，依据充分（演示数据）",
  })),
  // In no published year do fifteen working days with three that are lost take longer, whatever holidays lie in them.
  ...advance(28),
  act("leadership", "record-decision", "登记集体决策", "Record the collective decision", ({ of, day }) => ({
    dealId: of("licence", "dealId"),
    revision: 1,
    minutesNumber: "演示-会议纪要-1",
    decidedOn: day(0),
    attendeeCount: 9,
  })),
  {
    ledger: "bjtu",
    signers: ["bjtu/transfer-officer", "bjtu/licensee-manager"],
    command: "transfer.sign-deal",
    args: ({ of, day }) => ({
      dealId: of("licence", "dealId"),
      revision: 1,
      contractNumber: "演示-许可-1",
      signedOn: day(0),
    }),
    title: { zh: "双方签署技术许可合同（演示数据）", en: "Both sides sign the licence (demo data)" },
  },
  ...advance(2),
  ...COSTS.map(({ title: [zh, en], ...cost }) =>
    act("finance-officer", "record-cost", `登记成本：${zh}`, `Record a cost: ${en}`, ({ of, day }) => ({
      dealId: of("licence", "dealId"),
      ...cost,
      occurredOn: day(0),
    })),
  ),
  ...advance(6),
  {
    ...receipt(
      "财务录入第一期到账，金额有误",
      "Finance enters the first receipt with a wrong amount",
      100_000_300n,
      "1",
    ),
    result: "wrong receipt",
  },
  act("finance-officer", "reverse-receipt", "冲销录错的到账", "Reverse the wrong receipt", ({ of }) => ({
    receiptId: of("wrong receipt", "receiptId"),
    reason: "金额录错",
  })),
  receipt("确认第一期到账 100 万元", "Confirm the first instalment of 1,000,000 yuan", INSTALMENT_FEN, "1"),
  ...proposeAndSplit("first plan", "第一期", "first instalment"),
  act("leadership", "approve-plan", "分管校领导批准第一期", "The leadership approves", ({ of }) => ({
    planId: of("first plan", "planId"),
    revision: 1,
  })),
  ...advance(1),
  ...BRAKE_DISC_TEAM.map(({ label, name }) =>
    label === RETURNED
      ? payment(label, "returned", [`银行退回${name.zh}的款项`, `The bank returns the payment to ${name.en}`])
      : payment(label, "paid", [`银行已向${name.zh}付款`, `The bank has paid ${name.en}`]),
  ),
  ...advance(3),
  payment(RETURNED, "paid", ["更正账号后再次付款成功", "The payment is made again"]),
  ...advance(20),
  receipt("确认第二期到账 100 万元", "Confirm the second instalment of 1,000,000 yuan", INSTALMENT_FEN, "2"),
  ...proposeAndSplit("second plan", "第二期", "second instalment"),
];

function proposeAndSplit(plan: string, zh: string, en: string): readonly DemoStep[] {
  return [
    {
      ...act("transfer-officer", "propose-plan", `提出${zh}分配方案`, `Propose the plan of the ${en}`, ({ of }) => ({
        dealId: of("licence", "dealId"),
      })),
      result: plan,
    },
    act(
      "team-leader",
      "decide-team-split",
      `团队负责人决定${zh}的内部分配`,
      "The team leader decides the split",
      (known) => ({
        planId: known.of(plan, "planId"),
        shares: BRAKE_DISC_TEAM.map(({ label, contributionBp }) => ({
          personId: personOf(known, label),
          weight: contributionBp,
        })),
      }),
    ),
  ];
}

function receipt(zh: string, en: string, amount: bigint, number: string): DemoStep {
  return act("finance-officer", "record-receipt", zh, en, ({ of, day }) => ({
    dealId: of("licence", "dealId"),
    amount,
    occurredOn: day(0),
    bankReference: `演示回单-${number}`,
  }));
}

function payment(
  label: (typeof BRAKE_DISC_TEAM)[number]["label"],
  result: "paid" | "returned",
  [zh, en]: readonly [string, string],
): DemoStep {
  return act("finance-officer", "record-payment", zh, en, (known) => ({
    planId: known.of("first plan", "planId"),
    personId: personOf(known, label),
    result,
    occurredOn: known.day(0),
    bankReference: `演示付款-${label.split("-").at(-1)}-${result}`,
  }));
}

function act(
  role: "transfer-officer" | "finance-officer" | "leadership" | "team-leader" | "discipline-officer",
  verb: string,
  zh: string,
  en: string,
  args: (known: DemoFacts) => ValueObject,
): DemoStep {
  return { ledger: "bjtu", signers: [`bjtu/${role}`], command: `transfer.${verb}`, args, title: { zh, en } };
}
