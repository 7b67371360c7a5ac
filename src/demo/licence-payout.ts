import { endOfDay } from "#kit/calendar-day";
import { BRAKE_DISC_TEAM, personOf } from "./achievement-steps.ts";
import { act, resolution, scan } from "./case-steps.ts";
import type { DemoFacts, DemoStep } from "./demo-step.ts";
import { advance, advanceTo } from "./setting-up.ts";

/**
 * The licence from the signed contract to payout. One payee is frozen by an objection while the others are paid; the bank
 * returns one line, which is paid again; the objection is dismissed, and that payee is paid by an approval of its own.
 * Amounts, taxes and dates are made up.
 */

const INSTALMENT_FEN = 100_000_000n;

const COSTS = [
  { class: "deal-taxes", amount: 90_000n, voucher: "演示凭证-1", title: ["本次交易税费", "taxes of the deal"] },
  { class: "maintenance", amount: 1_864_000n, voucher: "演示凭证-2", title: ["成果维护费", "cost of maintenance"] },
  { class: "valuation", amount: 3_600_000n, voucher: "演示凭证-3", title: ["评估与鉴定费", "valuation"] },
  { class: "negotiation", amount: 1_234_567n, voucher: "演示凭证-4", title: ["谈判等直接费用", "negotiation"] },
] as const;

/** Team of the brake disc, with the tax that the payroll office is made to compute for the first instalment. */
const TAXES: Readonly<Record<string, bigint>> = {
  "bjtu/team-leader": 1_924_603n,
  "bjtu/team-member-1": 742_566n,
  "bjtu/team-member-2": 471_320n,
  "bjtu/team-member-3": 290_490n,
  "bjtu/team-member-4": 200_075n,
};
const TEAM = BRAKE_DISC_TEAM.map(({ label }) => label);
const RETURNED = "bjtu/team-member-3";
const OBJECTOR = "bjtu/team-member-4";
const PAID_FIRST = TEAM.filter((label) => label !== OBJECTOR);

/** The steps in their order. */
export const licencePayout: readonly DemoStep[] = [
  act(
    "transfer-officer",
    "record-contract-registration",
    "登记技术合同登记号",
    "Record the registration of the contract",
    ({ of, day }) => ({ dealId: of("licence", "dealId"), number: "演示-技术合同-1", registeredOn: day(0) }),
  ),
  ...advance(2),
  ...COSTS.map(({ title: [zh, en], ...cost }) =>
    act("finance-officer", "record-cost", `登记成本：${zh}`, `Record a cost: ${en}`, ({ of, day }) => ({
      dealId: of("licence", "dealId"),
      ...cost,
      occurredOn: day(0),
    })),
  ),
  ...advance(6),
  ...wrongReceipt(),
  slip("1"),
  receipt("确认第一期到账 100 万元", "Confirm the first instalment of 1,000,000 yuan", "1"),
  ...proposed("first plan", "第一期", "first instalment"),
  ...advance(14),
  objection("first plan", "first objection", OBJECTOR, "对本人比例有异议：未计入中试工作（演示数据）"),
  ...noticeOver("first plan"),
  ...approved("first plan", "第一期", "the first instalment"),
  act("leadership", "approve-plan", "分管校领导依会议纪要批准", "The leadership approves by the minutes", (known) => ({
    planId: known.of("first plan", "planId"),
    revision: 1,
    resolution: resolution("分配-1"),
  })),
  withholding("first plan", PAID_FIRST),
  ...batch("first plan", "first batch", PAID_FIRST),
  ...advance(1),
  bankResult("first plan", "first batch", PAID_FIRST, RETURNED),
  ...advance(2),
  ...batch("first plan", "second batch", [RETURNED]),
  ...advance(1),
  bankResult("first plan", "second batch", [RETURNED]),
  act("discipline-officer", "resolve-objection", "纪检答复：异议不成立", "The objection is dismissed", ({ of }) => ({
    objectionId: of("first objection", "objectionId"),
    result: "dismissed",
    resolution: "中试工作已计入，比例不变（演示数据）",
  })),
  ...approved("first plan", "解除冻结的一行", "the line that was frozen"),
  withholding("first plan", [OBJECTOR]),
  ...batch("first plan", "third batch", [OBJECTOR]),
  ...advance(1),
  bankResult("first plan", "third batch", [OBJECTOR]),
  ...advance(20),
  slip("2"),
  receipt("确认第二期到账 100 万元", "Confirm the second instalment of 1,000,000 yuan", "2"),
  ...proposed("second plan", "第二期", "second instalment"),
  ...advance(14),
  objection("second plan", "second objection", "bjtu/team-member-2", "对本人一行的基数有疑问（演示数据）"),
  ...noticeOver("second plan"),
  act("transfer-director", "approve-plan", "转化办主任审核第二期", "The office head approves", (known) => ({
    planId: known.of("second plan", "planId"),
    revision: 1,
  })),
];

/** A slip whose amount was mistyped in the file: its receipt is reversed, and the slip taken out. */
function wrongReceipt(): readonly DemoStep[] {
  const wrong = INSTALMENT_FEN + 300n;
  return [
    slip("1", wrong, "导入银行回单，金额有误", "Import a bank slip with a wrong amount", "wrong slips"),
    {
      ...receipt("财务据此确认到账", "Finance confirms the receipt by it", "1", wrong),
      result: "wrong receipt",
    },
    act("finance-officer", "reverse-receipt", "冲销录错的到账", "Reverse the wrong receipt", ({ of }) => ({
      receiptId: of("wrong receipt", "receiptId"),
      reason: "金额录错",
    })),
    act("finance-officer", "withdraw-bank-slip", "撤回金额有误的回单", "Take the wrong slip out", ({ of }) => ({
      slipId: of("wrong slips", "firstSlipId"),
      reason: "文件中金额录错",
    })),
  ];
}

function slip(
  number: string,
  amount = INSTALMENT_FEN,
  zh = "导入银行回单",
  en = "Import the bank's slip",
  result?: string,
): DemoStep {
  return act(
    "finance-officer",
    "import-bank-slips",
    zh,
    en,
    ({ day }) => ({
      documentHash: scan(`银行回单 ${number} ${amount}`),
      slips: [{ reference: `演示回单-${number}`, amount, payer: "示例轨道装备有限公司（演示）", occurredOn: day(0) }],
    }),
    result,
  );
}

function receipt(zh: string, en: string, number: string, amount = INSTALMENT_FEN): DemoStep {
  return act("finance-officer", "record-receipt", zh, en, ({ of }) => ({
    dealId: of("licence", "dealId"),
    amount,
    bankReference: `演示回单-${number}`,
  }));
}

/** A plan is proposed, split, confirmed by everybody in it, and published. */
function proposed(plan: string, zh: string, en: string): readonly DemoStep[] {
  const split = (known: DemoFacts) => ({
    planId: known.of(plan, "planId"),
    shares: BRAKE_DISC_TEAM.map(({ label, contributionBp }) => ({
      personId: personOf(known, label),
      weight: contributionBp,
    })),
  });
  return [
    act(
      "transfer-officer",
      "propose-plan",
      `提出${zh}分配方案`,
      `Propose the plan of the ${en}`,
      ({ of }) => ({ dealId: of("licence", "dealId") }),
      plan,
    ),
    act(
      "team-leader",
      "decide-team-split",
      `团队负责人决定${zh}的内部分配`,
      "The team leader decides the split",
      split,
    ),
    ...BRAKE_DISC_TEAM.map(
      ({ label, name }): DemoStep => ({
        ledger: "bjtu",
        signers: [label],
        command: "transfer.confirm-own-line",
        args: ({ of }) => ({ planId: of(plan, "planId"), revision: 1 }),
        title: { zh: `${name.zh}确认本人一行`, en: `The own line is confirmed by ${name.en}` },
      }),
    ),
    act(
      "transfer-officer",
      "publish-plan-notice",
      `公示${zh}分配方案`,
      `Publish the plan of the ${en}`,
      ({ of }) => ({ planId: of(plan, "planId"), revision: 1, audience: "unit" }),
      `${plan} notice`,
    ),
  ];
}

/** A payee objects to the own line: it freezes, and the others go on. */
function objection(plan: string, result: string, label: (typeof TEAM)[number], reason: string): DemoStep {
  return {
    ledger: "bjtu",
    signers: [label],
    command: "transfer.object",
    args: (known) => ({
      noticeId: known.of(`${plan} notice`, "noticeId"),
      target: "line",
      lineId: personOf(known, label),
      reason,
    }),
    result,
    title: { zh: "实名异议：只冻结这一行，其余照常", en: "An objection by real name freezes one line alone" },
  };
}

/** The clocks move on to the end of a plan's notice. */
function noticeOver(plan: string): readonly DemoStep[] {
  return advanceTo(({ of }) => endOfDay(of(`${plan} notice`, "closesOn")), "公示期满", "The notice has run out");
}

/** The head of the office and finance approve. */
function approved(plan: string, zh: string, en: string): readonly DemoStep[] {
  const args = ({ of }: DemoFacts) => ({ planId: of(plan, "planId"), revision: 1 });
  return [
    act("transfer-director", "approve-plan", `转化办主任审核：${zh}`, `The office head approves ${en}`, args),
    act("finance-officer", "approve-plan", `财务审核：${zh}`, `Finance approves ${en}`, args),
  ];
}

function withholding(plan: string, labels: readonly (typeof TEAM)[number][]): DemoStep {
  return act("finance-officer", "record-withholding", "录入代扣个税", "Enter the tax withheld", (known) => ({
    planId: known.of(plan, "planId"),
    lines: labels.map((label) => ({ personId: personOf(known, label), basis: "relief", tax: TAXES[label] ?? 0n })),
  }));
}

/** Finance draws a list up, and the leadership releases it. */
function batch(plan: string, result: string, labels: readonly (typeof TEAM)[number][]): readonly DemoStep[] {
  return [
    act(
      "finance-officer",
      "create-payment-batch",
      `编制付款批次（${labels.length} 人）`,
      `Draw up a list for the bank (${labels.length})`,
      (known) => ({
        lines: labels.map((label) => ({ planId: known.of(plan, "planId"), personId: personOf(known, label) })),
      }),
      result,
    ),
    act("leadership", "instruct-payment-batch", "放行付款批次", "Release the list to the bank", ({ of }) => ({
      batchId: of(result, "batchId"),
      listHash: of(result, "listHash"),
    })),
  ];
}

function bankResult(
  plan: string,
  of: string,
  labels: readonly (typeof TEAM)[number][],
  returned?: (typeof TEAM)[number],
): DemoStep {
  const [zh, en] =
    returned === undefined
      ? ["银行已付款", "The bank has paid"]
      : ["银行已付款，退回一行", "The bank has paid, and returned one line"];
  return act("finance-officer", "record-bank-result", zh, en, (known) => ({
    batchId: known.of(of, "batchId"),
    results: labels.map((label) => ({
      planId: known.of(plan, "planId"),
      personId: personOf(known, label),
      ...(label === returned ? { result: "returned", reason: "账号有误" } : { result: "paid" }),
    })),
    occurredOn: known.day(0),
    bankReference: `演示付款-${of}`,
    statementHash: scan(`对账单 ${of}`),
  }));
}
