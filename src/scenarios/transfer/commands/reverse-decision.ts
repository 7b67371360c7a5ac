import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS, requireDecision } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { decisions } from "../decision-table.ts";
import { DEAL_MOVES, ENTRY_MOVES, moved } from "../rules.ts";

/** The leadership takes a collective decision back before the contract is signed. The notice that ran out still stands. */
export const reverseDecision = defineCommand({
  name: "transfer.reverse-decision",
  allow: ["leadership"],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200) }),
  rejections: PROPOSAL_REJECTIONS,

  run(tx, { dealId, reason }, ctx, reject) {
    const deal = ownProposal(tx, dealId, ctx.actor, ["decided"]);
    if (!("id" in deal)) return reject(...deal);

    const decision = requireDecision(tx, deal);
    tx.table(decisions).put(moved(ENTRY_MOVES, decision, "reversed"));
    const before = decision.noticeId === null ? "proposed" : "noticed";
    tx.table(deals).put({ ...moved(DEAL_MOVES, deal, before), decisionId: null });
    recordAct(tx, ctx, {
      command: "transfer.reverse-decision",
      scope: "achievement",
      achievementId: deal.achievementId,
      dealId,
      subjectId: decision.id,
      reason,
    });
    return { state: before };
  },
});
