import { lazy } from "react";
import type { ScenarioPages } from "#web/scenario-pages.ts";
import { achievementPicker, dealPicker } from "./case-pickers.ts";
import { workSource } from "./work-source.ts";

const RoundWords = lazy(async () => ({ default: (await import("./acts/round-words.tsx")).RoundWords }));

/** Pages of technology transfer. */
export const transferPages: ScenarioPages = {
  scenario: "transfer",
  work: workSource,
  pickers: [dealPicker, achievementPicker],
  rounds: RoundWords,
  pages: [
    {
      path: "cases",
      load: async () => (await import("./cases-page.tsx")).CasesPage,
      nav: { group: "industry", text: "mechanisms.transfer" },
    },
    { path: "cases/$dealId", load: async () => (await import("./case-page.tsx")).CasePage },
    {
      path: "achievements/$achievementId",
      load: async () => (await import("./achievement-page.tsx")).AchievementPage,
    },
    { path: "acts/$act", load: async () => (await import("./acts/act-page.tsx")).ActPage },
    {
      path: "approvals",
      load: async () => (await import("./payouts/approvals-page.tsx")).ApprovalsPage,
      nav: { group: "work", text: "nav.approvals" },
    },
    {
      path: "payments",
      load: async () => (await import("./payouts/payments-page.tsx")).PaymentsPage,
      nav: { group: "work", text: "transfer:web.payments.title" },
    },
    { path: "payments/$batchId", load: async () => (await import("./payouts/payment-page.tsx")).PaymentPage },
    { path: "owed", load: async () => (await import("./payouts/owed-page.tsx")).OwedPage },
    { path: "slips", load: async () => (await import("./payouts/slips-page.tsx")).SlipsPage },
    {
      path: "notices",
      load: async () => (await import("./notices-page.tsx")).NoticesPage,
      nav: { group: "public", text: "nav.notices" },
    },
    { path: "notices/$noticeId", load: async () => (await import("./notice-page.tsx")).NoticePage },
    { path: "tour/$step", load: async () => (await import("./tour-page.tsx")).TourPage },
    {
      path: "rules",
      load: async () => (await import("./rule-packs-page.tsx")).RulePacksPage,
      nav: { group: "public", text: "nav.rules" },
    },
  ],
  finds: {
    "transfer.deal": "cases/$id",
    "transfer.achievement": "achievements/$id",
    "transfer.notice": "notices/$id",
    "transfer.bank-slip": "slips?q=$id",
    "transfer.payment-batch": "payments/$id",
  },
  texts: async (language) =>
    language === "zh"
      ? (await import("../text/zh.json", { with: { type: "json" } })).default
      : (await import("../text/en.json", { with: { type: "json" } })).default,
};
