import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { board, priceOf } from "../notice-board.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/** Takes back a proposal on which nothing is decided, and its notice with it. Objections to that notice are still answered. */
export const withdrawDeal = defineCommand({
  name: "transfer.withdraw-deal",
  allow: ["transfer-officer"],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: PROPOSAL_REJECTIONS,

  run(tx, { dealId, reason }, ctx, reject) {
    const deal = ownProposal(tx, dealId, ctx.actor);
    if (!("id" in deal)) return reject(...deal);

    tx.table(deals).put(moved(DEAL_MOVES, deal, "withdrawn"));
    const notice = board.standingNotice(tx, priceOf(deal), "price");
    if (notice !== undefined) board.end(tx, ctx, notice.id, { to: "withdrawn", reason });
    const { achievementId } = deal;
    recordAct(tx, ctx, { command: "transfer.withdraw-deal", scope: "deal", achievementId, dealId, reason });
    return {};
  },
});
