import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { countedCosts } from "../case-access.ts";
import { type Deal, deals, poolOf, type Settlement, settlements } from "../deal-tables.ts";
import { costsExplained, netIncomeExplained, ruleExplained } from "../explanation.ts";
import { payeeNamesOf } from "../names.ts";
import { payees, plans } from "../plan-tables.ts";
import { planFigures } from "../planning.ts";

/**
 * The money or the shares of a case to date, in the order in which an office prints it: receivable, received, costs, net
 * income, team and unit, people. `statement` is null where the viewer may not see it.
 */
export const statementQuery = defineQuery({
  name: "transfer.statement",
  allow: "anyone",
  input: shape.object({ dealId: shape.id("deal") }),

  run(tx, { dealId }, ctx) {
    const deal = tx.table(deals).get(dealId);
    const totals = tx.table(settlements).get(dealId);
    if (deal === undefined || totals === undefined) return { statement: null };
    const figures = planFigures(deal, totals, countedCosts(tx, dealId), null);
    return {
      statement: {
        dealId,
        asset: deal.asset,
        receivable: deal.price,
        instalments: deal.instalments,
        received: totals.received,
        outstanding: deal.price - totals.received,
        costs: costsExplained(deal, figures.costs),
        netIncome: netIncomeExplained(deal),
        deducted: figures.deducted,
        recouped: totals.recouped,
        base: figures.base,
        rule: ruleExplained(deal, null),
        awarded: totals.awarded,
        retained: totals.retained,
        restHolderId: deal.asset === "money" ? deal.unitId : deal.assetHolderId,
        pool: poolOf(totals),
        /** What a plan proposed now would distribute. */
        distributable: figures.pools.amount,
        overdrawn: figures.pools.overdrawn,
        advanced: totals.advanced,
        paid: totals.paid,
        /** Part of what is awarded that objections hold back; part of what is paid that went to the tax office. */
        frozen: totals.frozen,
        withheld: totals.withheld,
        net: totals.paid - totals.withheld,
        payees: payeeRows(tx, deal, payeeNamesOf(tx, deal, ctx)),
        plans: planRows(tx, totals),
      },
    };
  },
});

function payeeRows(tx: ReadTx, deal: Deal, nameOf: (payeeId: string) => string | null) {
  const rows = tx.table(payees).find({ index: "byDeal", equals: { dealId: deal.id } });
  return rows.map(({ personId, allotted, paid, frozen, withheld }) => {
    const open = allotted - paid;
    const net = paid - withheld;
    return { personId, name: nameOf(personId), allotted, frozen, paid, withheld, net, open };
  });
}

function planRows(tx: ReadTx, { dealId }: Settlement) {
  const rows = tx.table(plans).find({ index: "byDeal", equals: { dealId } });
  return rows.map(({ id, sequence, state, amount, award, rest }) => {
    return { id, sequence, state, amount, award: award.amount, rest: rest.amount };
  });
}
