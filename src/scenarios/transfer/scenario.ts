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
import { importBankSlips } from "./commands/import-bank-slips.ts";
import { instructPaymentBatch } from "./commands/instruct-payment-batch.ts";
import { nameDeputy } from "./commands/name-deputy.ts";
import { nameUnitHead } from "./commands/name-unit-head.ts";
import { proposePlan } from "./commands/propose-plan.ts";
import { publishPlanNotice } from "./commands/publish-plan-notice.ts";
import { recordBankResult } from "./commands/record-bank-result.ts";
import { recordContractRegistration } from "./commands/record-contract-registration.ts";
import { recordCost } from "./commands/record-cost.ts";
import { recordPaperPlanNotice } from "./commands/record-paper-plan-notice.ts";
import { recordReceipt } from "./commands/record-receipt.ts";
import { recordStake } from "./commands/record-stake.ts";
import { recordWithholding } from "./commands/record-withholding.ts";
import { registerAchievement } from "./commands/register-achievement.ts";
import { registerShares } from "./commands/register-shares.ts";
import { reopenDeal } from "./commands/reopen-deal.ts";
import { returnPlan } from "./commands/return-plan.ts";
import { reverseCost } from "./commands/reverse-cost.ts";
import { reversePayment } from "./commands/reverse-payment.ts";
import { reverseReceipt } from "./commands/reverse-receipt.ts";
import { reverseShareRegistration } from "./commands/reverse-share-registration.ts";
import { reverseStake } from "./commands/reverse-stake.ts";
import { reviseContributors } from "./commands/revise-contributors.ts";
import { revokeDeputy } from "./commands/revoke-deputy.ts";
import { signDeal } from "./commands/sign-deal.ts";
import { voidDeal } from "./commands/void-deal.ts";
import { voidPlan } from "./commands/void-plan.ts";
import { withdrawAchievement } from "./commands/withdraw-achievement.ts";
import { withdrawApproval } from "./commands/withdraw-approval.ts";
import { withdrawBankSlip } from "./commands/withdraw-bank-slip.ts";
import { withdrawContractRegistration } from "./commands/withdraw-contract-registration.ts";
import { withdrawLineConfirmation } from "./commands/withdraw-line-confirmation.ts";
import { withdrawPlan } from "./commands/withdraw-plan.ts";
import { costs, deals, receipts, settlements } from "./deal-tables.ts";
import { board } from "./notice-board.ts";
import { payments } from "./payment-book.ts";
import { payees, planLines, plans } from "./plan-tables.ts";
import { accountPostingsQuery } from "./queries/account-postings.ts";
import { achievementQuery } from "./queries/achievement.ts";
import { achievementsQuery } from "./queries/achievements.ts";
import { actsQuery } from "./queries/acts.ts";
import { amountExplanationQuery } from "./queries/amount-explanation.ts";
import { caseQuery } from "./queries/case.ts";
import { caseAccountsQuery } from "./queries/case-accounts.ts";
import { caseComparisonQuery } from "./queries/case-comparison.ts";
import { casesQuery } from "./queries/cases.ts";
import { ownLinesQuery } from "./queries/own-lines.ts";
import { packComparisonQuery } from "./queries/pack-comparison.ts";
import { planQuery } from "./queries/plan.ts";
import { rulePacksQuery } from "./queries/rule-packs.ts";
import { statementQuery } from "./queries/statement.ts";
import { unitsQuery } from "./queries/units.ts";
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
    anyTable(receipts),
    anyTable(costs),
    anyTable(settlements),
    anyTable(plans),
    anyTable(planLines),
    anyTable(payees),
    anyTable(acts),
    anyTable(slips),
    anyTable(withholdings),
    anyTable(unitHeads),
    ...approvals.tables,
    ...payments.tables,
    ...board.tables,
    ...book.tables,
  ],
  commands: [
    describeUnit,
    registerAchievement,
    confirmContribution,
    reviseContributors,
    withdrawAchievement,
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
    accountPostingsQuery,
    achievementQuery,
    achievementsQuery,
    actsQuery,
    amountExplanationQuery,
    caseAccountsQuery,
    caseComparisonQuery,
    caseQuery,
    casesQuery,
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
