import { anyTable, defineScenario } from "#kernel/scenario";
import { book } from "./account-book.ts";
import { achievements, contributors, numbers, units } from "./achievement-tables.ts";
import { acts } from "./acts.ts";
import { approvals } from "./approval-book.ts";
import { approvePlan } from "./commands/approve-plan.ts";
import { cancelPaymentBatch } from "./commands/cancel-payment-batch.ts";
import { closeDeal } from "./commands/close-deal.ts";
import { confirmContribution } from "./commands/confirm-contribution.ts";
import { confirmOwnLine } from "./commands/confirm-own-line.ts";
import { createPaymentBatch } from "./commands/create-payment-batch.ts";
import { decideTeamSplit } from "./commands/decide-team-split.ts";
import { describeUnit } from "./commands/describe-unit.ts";
import { discloseAchievement } from "./commands/disclose-achievement.ts";
import { importBankSlips } from "./commands/import-bank-slips.ts";
import { instructPaymentBatch } from "./commands/instruct-payment-batch.ts";
import { nameDeputy } from "./commands/name-deputy.ts";
import { nameUnitHead } from "./commands/name-unit-head.ts";
import { object } from "./commands/object.ts";
import { proposeDeal } from "./commands/propose-deal.ts";
import { proposePlan } from "./commands/propose-plan.ts";
import { publishPlanNotice } from "./commands/publish-plan-notice.ts";
import { publishPriceNotice } from "./commands/publish-price-notice.ts";
import { recordBankResult } from "./commands/record-bank-result.ts";
import { recordContractRegistration } from "./commands/record-contract-registration.ts";
import { recordCost } from "./commands/record-cost.ts";
import { recordDecision } from "./commands/record-decision.ts";
import { recordPaperPlanNotice } from "./commands/record-paper-plan-notice.ts";
import { recordPaperPriceNotice } from "./commands/record-paper-price-notice.ts";
import { recordReceipt } from "./commands/record-receipt.ts";
import { recordStake } from "./commands/record-stake.ts";
import { recordWithholding } from "./commands/record-withholding.ts";
import { registerAchievement } from "./commands/register-achievement.ts";
import { registerShares } from "./commands/register-shares.ts";
import { reopenDeal } from "./commands/reopen-deal.ts";
import { resolveObjection } from "./commands/resolve-objection.ts";
import { returnDisclosure } from "./commands/return-disclosure.ts";
import { returnPlan } from "./commands/return-plan.ts";
import { reverseCost } from "./commands/reverse-cost.ts";
import { reverseDecision } from "./commands/reverse-decision.ts";
import { reversePayment } from "./commands/reverse-payment.ts";
import { reverseReceipt } from "./commands/reverse-receipt.ts";
import { reverseShareRegistration } from "./commands/reverse-share-registration.ts";
import { reverseStake } from "./commands/reverse-stake.ts";
import { reviseContributors } from "./commands/revise-contributors.ts";
import { reviseDeal } from "./commands/revise-deal.ts";
import { reviseDisclosure } from "./commands/revise-disclosure.ts";
import { revokeDeputy } from "./commands/revoke-deputy.ts";
import { signDeal } from "./commands/sign-deal.ts";
import { voidDeal } from "./commands/void-deal.ts";
import { voidPlan } from "./commands/void-plan.ts";
import { withdrawAchievement } from "./commands/withdraw-achievement.ts";
import { withdrawApproval } from "./commands/withdraw-approval.ts";
import { withdrawBankSlip } from "./commands/withdraw-bank-slip.ts";
import { withdrawContractRegistration } from "./commands/withdraw-contract-registration.ts";
import { withdrawDeal } from "./commands/withdraw-deal.ts";
import { withdrawDisclosure } from "./commands/withdraw-disclosure.ts";
import { withdrawLineConfirmation } from "./commands/withdraw-line-confirmation.ts";
import { withdrawNotice } from "./commands/withdraw-notice.ts";
import { withdrawObjection } from "./commands/withdraw-objection.ts";
import { withdrawPlan } from "./commands/withdraw-plan.ts";
import { costs, deals, receipts, settlements } from "./deal-tables.ts";
import { decisions } from "./decision-table.ts";
import { filings } from "./filing-table.ts";
import { board } from "./notice-board.ts";
import { payments } from "./payment-book.ts";
import { payees, planLines, plans } from "./plan-tables.ts";
import { accountPostingsQuery } from "./queries/account-postings.ts";
import { achievementQuery } from "./queries/achievement.ts";
import { achievementsQuery } from "./queries/achievements.ts";
import { actsQuery } from "./queries/acts.ts";
import { amountExplanationQuery } from "./queries/amount-explanation.ts";
import { approvalsQuery } from "./queries/approvals.ts";
import { approversQuery } from "./queries/approvers.ts";
import { bankSlipsQuery } from "./queries/bank-slips.ts";
import { caseQuery } from "./queries/case.ts";
import { caseAccountsQuery } from "./queries/case-accounts.ts";
import { caseComparisonQuery } from "./queries/case-comparison.ts";
import { casesQuery } from "./queries/cases.ts";
import { myWorkQuery } from "./queries/my-work.ts";
import { noticeQuery } from "./queries/notice.ts";
import { noticesQuery } from "./queries/notices.ts";
import { ownLinesQuery } from "./queries/own-lines.ts";
import { packComparisonQuery } from "./queries/pack-comparison.ts";
import { payableLinesQuery } from "./queries/payable-lines.ts";
import { paymentBatchQuery } from "./queries/payment-batch.ts";
import { paymentBatchesQuery } from "./queries/payment-batches.ts";
import { planQuery } from "./queries/plan.ts";
import { rulePacksQuery } from "./queries/rule-packs.ts";
import { statementQuery } from "./queries/statement.ts";
import { unitsQuery } from "./queries/units.ts";
import { shareholders } from "./shareholder-table.ts";
import { slips } from "./slip-table.ts";
import en from "./text/en.json" with { type: "json" };
import zh from "./text/zh.json" with { type: "json" };
import { unitHeads } from "./unit-heads.ts";
import { ROLES } from "./visibility.ts";
import { withholdings } from "./withholding-table.ts";

/** Technology transfer: results become income or shares, and those who made them get their part, to the fen and with reasons. */
export const transfer = defineScenario({
  name: "transfer",
  roles: ROLES,
  tables: [
    anyTable(units),
    anyTable(numbers),
    anyTable(achievements),
    anyTable(contributors),
    anyTable(deals),
    anyTable(decisions),
    anyTable(receipts),
    anyTable(costs),
    anyTable(settlements),
    anyTable(plans),
    anyTable(planLines),
    anyTable(payees),
    anyTable(shareholders),
    anyTable(acts),
    anyTable(slips),
    anyTable(withholdings),
    anyTable(filings),
    anyTable(unitHeads),
    ...approvals.tables,
    ...payments.tables,
    ...board.tables,
    ...book.tables,
  ],
  commands: [
    describeUnit,
    discloseAchievement,
    reviseDisclosure,
    withdrawDisclosure,
    returnDisclosure,
    confirmContribution,
    registerAchievement,
    reviseContributors,
    withdrawAchievement,
    proposeDeal,
    reviseDeal,
    withdrawDeal,
    publishPriceNotice,
    recordPaperPriceNotice,
    withdrawNotice,
    object,
    withdrawObjection,
    resolveObjection,
    recordDecision,
    reverseDecision,
    signDeal,
    voidDeal,
    importBankSlips,
    withdrawBankSlip,
    recordReceipt,
    reverseReceipt,
    recordContractRegistration,
    withdrawContractRegistration,
    recordCost,
    reverseCost,
    recordStake,
    reverseStake,
    proposePlan,
    decideTeamSplit,
    withdrawPlan,
    confirmOwnLine,
    withdrawLineConfirmation,
    publishPlanNotice,
    recordPaperPlanNotice,
    approvePlan,
    returnPlan,
    withdrawApproval,
    nameDeputy,
    revokeDeputy,
    nameUnitHead,
    voidPlan,
    recordWithholding,
    createPaymentBatch,
    cancelPaymentBatch,
    instructPaymentBatch,
    recordBankResult,
    reversePayment,
    registerShares,
    reverseShareRegistration,
    closeDeal,
    reopenDeal,
  ],
  queries: [
    approvalsQuery,
    approversQuery,
    bankSlipsQuery,
    myWorkQuery,
    payableLinesQuery,
    paymentBatchQuery,
    paymentBatchesQuery,
    accountPostingsQuery,
    achievementQuery,
    achievementsQuery,
    actsQuery,
    amountExplanationQuery,
    caseAccountsQuery,
    caseComparisonQuery,
    caseQuery,
    casesQuery,
    noticeQuery,
    noticesQuery,
    ownLinesQuery,
    packComparisonQuery,
    planQuery,
    rulePacksQuery,
    statementQuery,
    unitsQuery,
  ],
  timers: [...board.timers],
  invariants: [book.invariant],
  texts: { zh, en },
});
