import { act } from "./case-steps.ts";
import type { DemoStep } from "./demo-step.ts";
import { licencePayout } from "./licence-payout.ts";
import { advance } from "./setting-up.ts";

/**
 * A licence of the same achievement, in three instalments, of whose net income 97 % is awarded. Licensee, amounts and dates
 * are made up. It stands open: the second instalment waits for its approval, with one line frozen by an objection.
 */

const PRICE_FEN = 300_000_000n;
const INSTALMENT_FEN = 100_000_000n;

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
  ...licencePayout,
];
