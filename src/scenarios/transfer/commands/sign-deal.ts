import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct } from "../acts.ts";
import { isInterested, ownDeal, requireAchievement, requireDecision, unitOf } from "../case-access.ts";
import { type Deal, deals, settlements } from "../deal-tables.ts";
import { RULE_REJECTIONS, rulesOn } from "../deal-terms.ts";
import { DEAL_MOVES, isStandingDeal, moved } from "../rules.ts";

/**
 * The unit and its counterparty sign on one envelope the contract that was decided: the deal and the version of its terms
 * that both saw. The rule packs there are, the unit as they see it and the rule that decides are frozen on the deal, as of
 * the day of the contract.
 */
export const signDeal = defineCommand({
  name: "transfer.sign-deal",
  allow: ["transfer-officer"],
  cosigners: [["company-manager"]],
  input: shape.object({
    dealId: shape.id("deal"),
    /** Version of the terms. */
    revision: shape.int(1, 1_000),
    contractNumber: shape.text(1, 60),
    signedOn: shape.day(),
  }),
  rejections: {
    deal_not_found: 404,
    case_of_other_unit: 403,
    case_of_other_company: 403,
    signer_is_contributor: 403,
    related_party_not_declared: 422,
    day_in_future: 422,
    signed_before_decision: 422,
    deal_not_decided: 409,
    terms_superseded: 409,
    achievement_not_registered: 409,
    contract_number_taken: 409,
    ...RULE_REJECTIONS,
  },

  run(tx, { dealId, revision, contractNumber, signedOn }, ctx, reject) {
    const deal = ownDeal(tx, dealId, ctx.actor);
    if (typeof deal === "string") return reject(deal);
    const [, counterparty = ctx.actor] = ctx.signers;
    if (counterparty.memberId !== deal.counterpartyId) return reject("case_of_other_company");
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("signer_is_contributor");
    if (isInterested(tx, deal.achievementId, counterparty) && !deal.isRelatedParty) {
      return reject("related_party_not_declared");
    }
    const occurrence = occurrenceOf(signedOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: signedOn });
    if (deal.state !== "decided") return reject("deal_not_decided", { state: deal.state });
    if (revision !== deal.revision) return reject("terms_superseded", { revision: deal.revision });
    const { decidedOn } = requireDecision(tx, deal);
    if (signedOn < decidedOn) return reject("signed_before_decision", { day: decidedOn });
    const { state } = requireAchievement(tx, deal.achievementId);
    if (state !== "registered") return reject("achievement_not_registered", { state });
    if (isNumberTaken(tx, deal.unitId, contractNumber)) return reject("contract_number_taken");
    const rules = rulesOn(deal, unitOf(tx, deal.unitId), signedOn);
    if (typeof rules === "string") return reject(rules);

    const { isLate } = occurrence;
    const terms = { ...moved(DEAL_MOVES, deal, "signed"), ...rules };
    const signed: Deal = { ...terms, contractNumber, signedOn, isLate, signedAt: ctx.time };
    tx.table(deals).put(signed);
    openSettlement(tx, signed);
    const { achievementId, rule } = signed;
    recordAct(tx, ctx, { command: "transfer.sign-deal", scope: "deal", achievementId, dealId, ...occurrence });
    return { dealId, rule };
  },
});

/** A void contract gives its number back. */
function isNumberTaken(tx: Tx, unitId: string, contractNumber: string): boolean {
  const sameNumber = tx.table(deals).find({ index: "byContract", equals: { unitId, contractNumber } });
  return sameNumber.some(({ state }) => isStandingDeal(state));
}

function openSettlement(tx: Tx, { id: dealId, unitId, asset }: Deal): void {
  const nothing = {
    received: 0n,
    recouped: 0n,
    awarded: 0n,
    retained: 0n,
    advanced: 0n,
    paid: 0n,
    frozen: 0n,
    withheld: 0n,
  };
  tx.table(settlements).put({
    dealId,
    unitId,
    asset,
    ...nothing,
    planCount: 0,
    openPlanId: null,
    openLineCount: 0,
    isWaiting: false,
  });
}
