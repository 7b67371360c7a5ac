import { BRAKE_DISC_TEAM, type Contribution, personOf, registered, SECOND_TEAM } from "./achievement-steps.ts";
import { act, scan } from "./case-steps.ts";
import type { DemoStep } from "./demo-step.ts";
import { advance, type Bilingual } from "./setting-up.ts";

/**
 * Cases that stand open in different places, so that every office of the demo has something to do: a price in its notice,
 * an objection to be answered, a contract to be signed, money to be matched, and an award in its notice. All made up.
 */

interface OpenCase {
  readonly name: string;
  readonly title: Bilingual;
  readonly team: readonly Contribution[];
  readonly priceFen: bigint;
}

const NOISE: OpenCase = {
  name: "noise",
  title: { zh: "示例成果：轮轨噪声识别方法（演示数据）", en: "recognition of wheel noise (demo data)" },
  team: BRAKE_DISC_TEAM,
  priceFen: 215_000_000n,
};
const FATIGUE: OpenCase = {
  name: "fatigue",
  title: { zh: "示例成果：制动热疲劳检测方法（演示数据）", en: "a test for thermal fatigue (demo data)" },
  team: SECOND_TEAM,
  priceFen: 26_000_000n,
};
const COOLING: OpenCase = {
  name: "cooling",
  title: { zh: "示例成果：牵引变流器散热结构（演示数据）", en: "cooling of traction converters (demo data)" },
  team: SECOND_TEAM,
  priceFen: 48_000_000n,
};
const INSPECTION: OpenCase = {
  name: "inspection",
  title: { zh: "示例成果：轨道智能巡检算法（演示数据）", en: "algorithms for track inspection (demo data)" },
  team: BRAKE_DISC_TEAM,
  priceFen: 60_000_000n,
};
const SENSOR: OpenCase = {
  name: "sensor",
  title: { zh: "示例成果：轨旁声学传感器（演示数据）", en: "trackside acoustic sensors (demo data)" },
  team: BRAKE_DISC_TEAM,
  priceFen: 90_000_000n,
};

/** The acts in their order; afterwards some days of every notice are over. */
export const openCases: readonly DemoStep[] = [
  ...[NOISE, FATIGUE, COOLING, INSPECTION, SENSOR].flatMap(({ title, team, name }) => registered(title, team, name)),
  ...signedByListing(INSPECTION),
  ...awardInNotice(INSPECTION),
  ...signedByListing(FATIGUE),
  slipOf(FATIGUE),
  ...listed(COOLING),
  decision(COOLING),
  ...priceInNotice(NOISE),
  ...priceInNotice(SENSOR),
  ...advance(5),
  {
    ledger: "bjtu",
    signers: ["bjtu/team-member-9"],
    command: "transfer.object",
    args: ({ of }) => ({
      noticeId: of("price notice of sensor", "noticeId"),
      target: "whole",
      reason: "价格未附同类成果比较，请补充（演示数据）",
    }),
    title: { zh: "对协议价格实名提出异议", en: "Somebody objects to the agreed price by name" },
  },
  ...advance(1),
];

function propose({ name, title, priceFen }: OpenCase, terms: Readonly<Record<string, string>>): DemoStep {
  return {
    ...act(
      "transfer-officer",
      "propose-deal",
      `拟定交易：${title.zh}`,
      `Propose a deal: ${title.en}`,
      ({ of, day }) => ({
        achievementId: of(name, "achievementId"),
        counterpartyId: of("member licensee", "memberId"),
        route: "licence",
        price: priceFen,
        isRelatedParty: false,
        instalments: [{ dueOn: day(60), amount: priceFen }],
        ...terms,
      }),
    ),
    result: `deal of ${name}`,
  };
}

function priceInNotice(item: OpenCase): readonly DemoStep[] {
  return [
    propose(item, { pricing: "agreement", valuationReference: `演示-评估-${item.name}` }),
    {
      ...act("transfer-officer", "publish-price-notice", "公示协议价格", "Publish the agreed price", ({ of }) => ({
        dealId: of(`deal of ${item.name}`, "dealId"),
        revision: 1,
        audience: "unit",
      })),
      result: `price notice of ${item.name}`,
    },
  ];
}

function listed(item: OpenCase): readonly DemoStep[] {
  return [propose(item, { pricing: "listing", pricingReference: `演示-挂牌-${item.name}` })];
}

function decision({ name, title }: OpenCase): DemoStep {
  return act("leadership", "record-decision", `登记集体决策：${title.zh}`, "Record the decision", ({ of, day }) => ({
    dealId: of(`deal of ${name}`, "dealId"),
    revision: 1,
    minutesNumber: `演示-会议纪要-${name}`,
    decidedOn: day(0),
    attendeeCount: 7,
    documentHash: scan(`会议纪要 ${name}`),
  }));
}

function signedByListing(item: OpenCase): readonly DemoStep[] {
  return [
    ...listed(item),
    decision(item),
    {
      ledger: "bjtu",
      signers: ["bjtu/transfer-officer", "bjtu/licensee-manager"],
      command: "transfer.sign-deal",
      args: ({ of, day }) => ({
        dealId: of(`deal of ${item.name}`, "dealId"),
        revision: 1,
        contractNumber: `演示-合同-${item.name}`,
        signedOn: day(0),
      }),
      title: { zh: "双方签署合同（演示数据）", en: "Both sides sign the contract (demo data)" },
    },
  ];
}

function slipOf({ name, priceFen }: OpenCase): DemoStep {
  return act("finance-officer", "import-bank-slips", "导入银行回单", "Import the bank's slips", ({ day }) => ({
    documentHash: scan(`银行回单 ${name}`),
    slips: [
      {
        reference: `演示回单-${name}`,
        amount: priceFen,
        payer: "示例轨道装备有限公司（演示）",
        occurredOn: day(0),
      },
    ],
  }));
}

function awardInNotice(item: OpenCase): readonly DemoStep[] {
  const plan = `plan of ${item.name}`;
  const ofPlan = ({ of }: { of(result: string, field: string): string }) => ({
    planId: of(plan, "planId"),
    revision: 1,
  });
  return [
    slipOf(item),
    act("finance-officer", "record-receipt", "确认到账", "Confirm the money", ({ of }) => ({
      dealId: of(`deal of ${item.name}`, "dealId"),
      amount: item.priceFen,
      bankReference: `演示回单-${item.name}`,
    })),
    {
      ...act("transfer-officer", "propose-plan", "提出分配方案", "Propose the plan", ({ of }) => ({
        dealId: of(`deal of ${item.name}`, "dealId"),
      })),
      result: plan,
    },
    act("team-leader", "decide-team-split", "团队负责人决定内部分配", "The team leader decides the split", (known) => ({
      planId: known.of(plan, "planId"),
      shares: item.team.map(({ label, contributionBp }) => ({
        personId: personOf(known, label),
        weight: contributionBp,
      })),
    })),
    ...item.team.map(
      ({ label, name }): DemoStep => ({
        ledger: "bjtu",
        signers: [label],
        command: "transfer.confirm-own-line",
        args: ofPlan,
        title: { zh: `${name.zh}确认本人分配`, en: `The own line is confirmed by ${name.en}` },
      }),
    ),
    act("transfer-officer", "publish-plan-notice", "公示分配方案", "Publish the award", (known) => ({
      ...ofPlan(known),
      audience: "unit",
    })),
  ];
}
