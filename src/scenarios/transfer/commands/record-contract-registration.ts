import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { DEAL_REJECTIONS, ownOpenDeal } from "../case-access.ts";
import { deals } from "../deal-tables.ts";

/** The contract is registered as a technology contract. Recorded again, it is corrected. Tax relief on cash awards needs it. */
export const recordContractRegistration = defineCommand({
  name: "transfer.record-contract-registration",
  allow: ["transfer-officer"],
  input: shape.object({
    dealId: shape.id("deal"),
    /** Number that the registration office gave. */
    number: shape.text(1, 60),
    registeredOn: shape.day(),
    /** SHA-256 of the certificate. */
    documentHash: shape.optional(shape.hash()),
  }),
  rejections: { ...DEAL_REJECTIONS, day_in_future: 422 },

  run(tx, { dealId, ...registration }, ctx, reject) {
    const deal = ownOpenDeal(tx, dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const occurrence = occurrenceOf(registration.registeredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: registration.registeredOn });

    tx.table(deals).put({ ...deal, registration });
    recordAct(tx, ctx, {
      command: "transfer.record-contract-registration",
      scope: "deal",
      achievementId: deal.achievementId,
      dealId,
      ...occurrence,
    });
    return { isLate: occurrence.isLate };
  },
});
