import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS, unitOf } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { RULE_REJECTIONS, rulesOn, TERMS_REJECTIONS, termsFields, termsOf, termsProblem } from "../deal-terms.ts";
import { board, priceOf } from "../notice-board.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/** Puts new terms in place of those proposed. A notice of the old price is superseded; the new price is noticed anew. */
export const reviseDeal = defineCommand({
  name: "transfer.revise-deal",
  allow: ["transfer-officer"],
  input: shape.object({ dealId: shape.id("deal"), reason: shape.text(1, 200), ...termsFields }),
  rejections: { ...PROPOSAL_REJECTIONS, ...TERMS_REJECTIONS, ...RULE_REJECTIONS },

  run(tx, { dealId, reason, ...terms }, ctx, reject) {
    const deal = ownProposal(tx, dealId, ctx.actor);
    if (!("id" in deal)) return reject(...deal);
    const problem = termsProblem(terms, deal.unitId);
    if (problem !== undefined) return reject(...problem);
    const rules = rulesOn(terms, unitOf(tx, deal.unitId), shanghaiDay(ctx.time));
    if (typeof rules === "string") return reject(rules);

    const { pricingReference: _, valuationReference: __, ...kept } = moved(DEAL_MOVES, deal, "proposed");
    const revised = { ...kept, ...termsOf(terms), ...rules, revision: deal.revision + 1 };
    tx.table(deals).put(revised);
    const notice = board.standingNotice(tx, priceOf(deal), "price");
    if (notice !== undefined) board.end(tx, ctx, notice.id, { to: "superseded", reason });
    const { achievementId } = deal;
    recordAct(tx, ctx, { command: "transfer.revise-deal", scope: "deal", achievementId, dealId, reason });
    return { revision: revised.revision };
  },
});
