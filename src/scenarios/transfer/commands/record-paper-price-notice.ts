import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { endOfDay } from "#kit/calendar-day";
import { paperDays } from "#kit/notice-acts";
import { DAY_KINDS } from "#kit/working-calendar";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS, personIdOf } from "../case-access.ts";
import { deals } from "../deal-tables.ts";
import { board, priceOf, requireNotice } from "../notice-board.ts";
import { lengthOf, priceFacts } from "../price-notice.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

/**
 * Enters a price notice that hung on paper before (补录), with the hash of its scan. It has run out, and it proves no notice
 * given in time: that is what its mark says.
 */
export const recordPaperPriceNotice = defineCommand({
  name: "transfer.record-paper-price-notice",
  allow: ["transfer-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    revision: shape.int(1, 1_000),
    /** Day on which it was hung up, and the last day on which it hung. */
    openedOn: shape.day(),
    closesOn: shape.day(),
    dayKind: shape.choice(DAY_KINDS),
    /** SHA-256 of the scan. */
    documentHash: shape.hash(),
    /** Why it was shorter than the rule asks. */
    shortReason: shape.optional(shape.text(1, 500)),
  }),
  rejections: {
    ...PROPOSAL_REJECTIONS,
    day_in_future: 422,
    notice_without_days: 422,
    notice_too_short: 422,
    terms_superseded: 409,
    price_not_agreed: 409,
  },

  run(tx, { dealId, revision, shortReason, ...paper }, ctx, reject) {
    const deal = ownProposal(tx, dealId, ctx.actor, ["proposed"]);
    if (!("id" in deal)) return reject(...deal);
    // Its last day must be over, or it might still be objected to.
    if (endOfDay(paper.closesOn) > ctx.time) return reject("day_in_future", { day: paper.closesOn });
    const days = paperDays(paper);
    if (days === 0) return reject("notice_without_days", { from: paper.openedOn, to: paper.closesOn });
    if (revision !== deal.revision) return reject("terms_superseded", { revision: deal.revision });
    if (deal.pricing !== "agreement") return reject("price_not_agreed");
    const length = lengthOf(deal, "price", { days, dayKind: paper.dayKind, shortReason });
    if (!("days" in length)) return reject("notice_too_short", length[1]);

    const recorded = board.recordPaper(tx, ctx, {
      ...priceOf(deal),
      ...paper,
      source: length.source,
      shortReason: length.shortReason,
      kind: "price",
      ownerId: deal.unitId,
      publishedBy: personIdOf(ctx.actor),
      audience: "unit",
      facts: priceFacts(tx, deal),
    });
    const { id: noticeId, number } = requireNotice(recorded);
    tx.table(deals).put(moved(DEAL_MOVES, deal, "noticed"));
    recordAct(tx, ctx, {
      command: "transfer.record-paper-price-notice",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId,
      subjectId: noticeId,
      occurredOn: paper.openedOn,
      isLate: true,
    });
    return { noticeId, number, days };
  },
});
