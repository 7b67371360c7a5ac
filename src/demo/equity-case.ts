import type { DemoLabel } from "#kernel/demo-keys";
import { BRAKE_DISC_TEAM, personOf } from "./achievement-steps.ts";
import { act, resolution, scan } from "./case-steps.ts";
import { demoId } from "./demo-ids.ts";
import type { DemoFacts, DemoStep } from "./demo-step.ts";

/**
 * The article's case: the brake disc is contributed at 12,500,000 yuan, 90 % of the shares go to the team, 10 % are held by
 * the asset company. It happened in June 2019, so it is entered late and marked so, with a paper notice and the minutes of
 * the decision; days, numbers and the split inside the team are made up, for the article does not tell them.
 */

const PRICE_FEN = 1_250_000_000n;
const BOTH_SIDES = ["bjtu/transfer-officer", "bjtu/company-manager"] as const;
const HOLDER_AND_COMPANY = ["bjtu/asset-manager", "bjtu/company-manager"] as const;

/** The case from the proposal to its end. */
export const equityCase: readonly DemoStep[] = [
  {
    ledger: "bjtu",
    signers: ["bjtu/transfer-officer"],
    command: "transfer.propose-deal",
    args: ({ of }) => ({
      achievementId: of("brake disc", "achievementId"),
      counterpartyId: of("member rail", "memberId"),
      route: "equity",
      price: PRICE_FEN,
      pricing: "agreement",
      valuationReference: "演示-评估-2019-1",
      isRelatedParty: false,
      instalments: [],
    }),
    result: "equity",
    title: { zh: "拟定作价入股，协议作价 1,250 万元", en: "Propose the contribution at 12,500,000 yuan" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/transfer-officer"],
    command: "transfer.record-paper-price-notice",
    args: ({ of }) => ({
      dealId: of("equity", "dealId"),
      revision: 1,
      openedOn: "2019-05-20",
      closesOn: "2019-06-14",
      dayKind: "working",
      documentHash: scan("公示扫描件"),
    }),
    title: { zh: "补录纸质价格公示（2019 年）", en: "Enter the paper notice of the price (2019, late)" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/leadership"],
    command: "transfer.record-decision",
    args: ({ of }) => ({
      dealId: of("equity", "dealId"),
      revision: 1,
      minutesNumber: "演示-会议纪要-2019-1",
      decidedOn: "2019-06-20",
      attendeeCount: 9,
      documentHash: scan("会议纪要扫描件"),
    }),
    title: { zh: "补录集体决策（2019 年）", en: "Enter the collective decision (2019, late)" },
  },
  {
    ledger: "bjtu",
    signers: BOTH_SIDES,
    command: "transfer.sign-deal",
    args: ({ of }) => ({
      dealId: of("equity", "dealId"),
      revision: 1,
      contractNumber: "演示-2019-作价-1",
      signedOn: "2019-06-28",
    }),
    title: { zh: "校企双方签署作价入股合同（补录）", en: "Both sides sign the contribution for shares (entered late)" },
  },
  {
    ledger: "bjtu",
    signers: HOLDER_AND_COMPANY,
    command: "transfer.record-stake",
    args: ({ of }) => ({
      dealId: of("equity", "dealId"),
      occurredOn: "2019-06-28",
      registryReference: "演示-股东名册-1",
    }),
    title: { zh: "企业登记作价形成的股权", en: "The company registers the stake" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/transfer-officer"],
    command: "transfer.propose-plan",
    args: ({ of }) => ({ dealId: of("equity", "dealId") }),
    result: "equity plan",
    title: { zh: "提出股权分配方案：团队 90%，资产公司 10%", en: "Propose the plan: 90% to the team, 10% held" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/team-member-1"],
    command: "transfer.decide-team-split",
    args: split,
    refusal: "not_team_leader",
    title: { zh: "成员甲代为决定团队内部分配，被拒绝", en: "A member tries to decide the split and is refused" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/team-leader"],
    command: "transfer.decide-team-split",
    args: split,
    title: { zh: "团队负责人决定内部分配", en: "The team leader decides the split" },
  },
  act(
    "transfer-officer",
    "record-paper-plan-notice",
    "补录纸质奖励公示（2019 年）",
    "Enter the paper notice of the award (2019, late)",
    ({ of }) => ({
      planId: of("equity plan", "planId"),
      revision: 1,
      openedOn: "2019-07-01",
      closesOn: "2019-07-22",
      dayKind: "working",
      documentHash: scan("奖励公示扫描件"),
    }),
  ),
  act("transfer-director", "approve-plan", "转化办主任审核", "The office head approves", approval),
  act("finance-officer", "approve-plan", "财务审核", "Finance approves", approval),
  act("leadership", "approve-plan", "分管校领导依会议纪要批准", "The leadership approves by the minutes", (known) => ({
    ...approval(known),
    resolution: resolution("2019-2"),
  })),
  {
    ledger: "bjtu",
    signers: HOLDER_AND_COMPANY,
    command: "transfer.register-shares",
    args: (known) => ({
      planId: known.of("equity plan", "planId"),
      payeeIds: [...BRAKE_DISC_TEAM.map(({ label }) => personOf(known, label)), demoId("member", "holding")],
      occurredOn: "2019-07-26",
      registryReference: "演示-股东名册-2",
    }),
    title: { zh: "股权登记到团队成员和资产公司名下", en: "Shares are registered for the team and the asset company" },
  },
  {
    ledger: "bjtu",
    signers: ["bjtu/transfer-officer"],
    command: "transfer.close-deal",
    args: ({ of }) => ({ dealId: of("equity", "dealId") }),
    title: { zh: "作价入股案办结", en: "The case is closed" },
  },
];

function approval({ of }: DemoFacts) {
  return { planId: of("equity plan", "planId"), revision: 1 };
}

function split(known: DemoFacts) {
  const shares: readonly (readonly [DemoLabel, number])[] = BRAKE_DISC_TEAM.map(({ label, contributionBp }) => [
    label,
    contributionBp,
  ]);
  return {
    planId: known.of("equity plan", "planId"),
    shares: shares.map(([label, weight]) => ({ personId: personOf(known, label), weight })),
  };
}
