import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { recordAct } from "../acts.ts";
import { HOLDER_REJECTIONS, holderProblem, settlementOf } from "../case-access.ts";
import { deals, type Receipt, receipts } from "../deal-tables.ts";
import { postReceiptReversal } from "../postings.ts";
import { ENTRY_MOVES, moved } from "../rules.ts";

/** Takes back a stake of which nothing is distributed: the entry in the register was wrong or was struck out. */
export const reverseStake = defineCommand({
  name: "transfer.reverse-stake",
  allow: ["asset-manager"],
  cosigners: [["company-manager"]],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: {
    deal_not_found: 404,
    ...HOLDER_REJECTIONS,
    deal_not_open: 409,
    stake_not_recorded: 409,
    stake_distributed: 409,
    plan_open: 409,
  },

  run(tx, input, ctx, reject) {
    const deal = tx.table(deals).get(input.dealId);
    if (deal === undefined) return reject("deal_not_found");
    const stranger = holderProblem(deal, ctx);
    if (stranger !== undefined) return reject(stranger);
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });
    const stake = stakeOf(tx, deal.id);
    if (stake === undefined) return reject("stake_not_recorded");
    const totals = settlementOf(tx, deal.id);
    if (totals.awarded + totals.retained > 0n) return reject("stake_distributed");
    if (totals.openPlanId !== null) return reject("plan_open", { contract: deal.contractNumber });

    tx.table(receipts).put(moved(ENTRY_MOVES, stake, "reversed"));
    postReceiptReversal(tx, ctx, deal, stake);
    recordAct(tx, ctx, {
      command: "transfer.reverse-stake",
      scope: "money",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: stake.id,
      reason: input.reason,
    });
    return {};
  },
});

function stakeOf(tx: Tx, dealId: string): Receipt | undefined {
  const all = tx.table(receipts).find({ index: "byDeal", equals: { dealId } });
  return all.find(({ asset, state }) => asset === "shares" && state === "recorded");
}
