import { defineQuery, type QueryContext } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { achievements, contributorsOf } from "../achievement-tables.ts";
import { stepsOf } from "../case-steps.ts";
import { costs, type Deal, deals, poolOf, receipts, settlements } from "../deal-tables.ts";
import { decisions } from "../decision-table.ts";
import { ruleExplained } from "../explanation.ts";
import { namesOf, payeeNamesOf, shareholderNames } from "../names.ts";
import { board, priceOf } from "../notice-board.ts";
import { planLines, plans } from "../plan-tables.ts";
import { isOpenLine } from "../rules.ts";

/**
 * A deal and everything that hangs on it, as far as the viewer may see it. `deal` is null where there is nothing to see;
 * lines of plans come by `transfer.plan`, what happened by `transfer.acts`.
 * `register` has the approved lines of shares for the company that enters them and sees neither plans nor totals.
 */
export const caseQuery = defineQuery({
  name: "transfer.case",
  allow: "anyone",
  input: shape.object({ dealId: shape.id("deal") }),

  run(tx, { dealId }, ctx) {
    const deal = tx.table(deals).get(dealId);
    if (deal === undefined) return { deal: null };
    const { achievementId } = deal;
    const names = namesOf(tx, achievementId, ctx);
    const totals = tx.table(settlements).get(dealId);
    const siblings = tx.table(deals).find({ index: "byAchievement", equals: { achievementId } });
    return {
      deal,
      steps: stepsOf(tx, deal),
      rule: ruleExplained(deal, null),
      achievement: tx.table(achievements).get(achievementId) ?? null,
      contributors: contributorsOf(tx, achievementId).map(({ name: _, ...row }) => ({
        ...row,
        name: names.get(row.personId) ?? null,
      })),
      shareholders: shareholderNames(tx, dealId, ctx),
      register: totals === undefined ? registerOf(tx, deal, ctx) : [],
      siblings: siblings.map(({ id, contractNumber, route, asset, price, state }) => {
        return { id, contractNumber, route, asset, price, state };
      }),
      notices: board.noticesOf(tx, priceOf(deal)).map(({ facts: _, lines: __, closeTimer: ___, ...notice }) => notice),
      decisions: tx
        .table(decisions)
        .find({ index: "byDeal", equals: { dealId } })
        .map((decision) => ({
          ...decision,
          attendees: decision.attendees === null ? null : (ctx.reveal(decision.attendees) ?? null),
        })),
      receipts: tx.table(receipts).find({ index: "byDeal", equals: { dealId } }),
      costs: tx.table(costs).find({ index: "byDeal", equals: { dealId } }),
      plans: tx.table(plans).find({ index: "byDeal", equals: { dealId } }),
      totals: totals === undefined ? null : { ...totals, pool: poolOf(totals) },
    };
  },
});

function registerOf(tx: ReadTx, deal: Deal, ctx: QueryContext) {
  if (deal.asset !== "shares") return [];
  const nameOf = payeeNamesOf(tx, deal, ctx);
  return tx
    .table(planLines)
    .find({ index: "byDeal", equals: { dealId: deal.id } })
    .filter(({ state }) => isOpenLine(state) || state === "paid")
    .map((line) => ({ ...line, name: nameOf(line.payeeId) }));
}
