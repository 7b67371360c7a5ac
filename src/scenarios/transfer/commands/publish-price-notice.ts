import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { AUDIENCES } from "#kit/notices-tables";
import { DAY_KINDS } from "#kit/working-calendar";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS, personIdOf } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { board, priceOf, requireNotice } from "../notice-board.ts";
import { LENGTH_REJECTIONS, lengthOf, priceFacts } from "../price-notice.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/**
 * Publishes the agreed price (协议定价公示). Days follow the rule packs where they are left out. A notice shorter than a rule
 * asks needs a reason, which it shows. It runs out by itself; objections to the whole stop its clock.
 */
export const publishPriceNotice = defineCommand({
  name: "transfer.publish-price-notice",
  allow: ["transfer-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    /** Version of the terms that is published. */
    revision: shape.int(1, 1_000),
    audience: shape.choice(AUDIENCES),
    days: shape.optional(shape.int(1, 365)),
    dayKind: shape.optional(shape.choice(DAY_KINDS)),
    /** Why it is shorter than the rule asks. */
    shortReason: shape.optional(shape.text(1, 500)),
  }),
  rejections: {
    ...PROPOSAL_REJECTIONS,
    ...LENGTH_REJECTIONS,
    terms_superseded: 409,
    price_not_agreed: 409,
  },

  run(tx, { dealId, revision, audience, ...wanted }, ctx, reject) {
    const deal = ownProposal(tx, dealId, ctx.actor, ["proposed"]);
    if (!("id" in deal)) return reject(...deal);
    if (revision !== deal.revision) return reject("terms_superseded", { revision: deal.revision });
    if (deal.pricing !== "agreement") return reject("price_not_agreed");
    const length = lengthOf(deal, "price", wanted);
    if (!("days" in length)) return reject(...length);

    const published = board.publish(tx, ctx, {
      ...priceOf(deal),
      ...length,
      kind: "price",
      ownerId: deal.unitId,
      publishedBy: personIdOf(ctx.actor),
      audience,
      facts: priceFacts(tx, deal),
    });
    const { id: noticeId, number, closesOn } = requireNotice(published);
    tx.table(deals).put(moved(DEAL_MOVES, deal, "noticed"));
    recordAct(tx, ctx, {
      command: "transfer.publish-price-notice",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId,
      subjectId: noticeId,
    });
    return { noticeId, number, closesOn: closesOn ?? "", isShort: length.shortReason !== null };
  },
});
