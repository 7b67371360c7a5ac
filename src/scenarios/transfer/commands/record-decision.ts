import { type CommandContext, defineCommand } from "#kernel/command";
import { type Infer, shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { occurrenceOf } from "#kit/calendar-day";
import type { Notice } from "#kit/notices-tables";
import { recordAct } from "../acts.ts";
import { ownProposal, PROPOSAL_REJECTIONS, personIdOf } from "../case-access.ts";
import { type Deal, deals } from "../deal-tables.ts";
import { type Decision, decisions } from "../decision-table.ts";
import { board, priceOf } from "../notice-board.ts";
import { DEAL_MOVES, moved } from "../rules.ts";

const input = shape.object({
  dealId: shape.id("deal"),
  /** Version of the terms that was decided. */
  revision: shape.int(1, 1_000),
  minutesNumber: shape.text(1, 60),
  decidedOn: shape.day(),
  attendeeCount: shape.int(1, 1_000),
  /** Who attended, in free text that can be erased. */
  attendees: shape.optional(shape.personal(1_000)),
  /** SHA-256 of the scanned minutes. */
  documentHash: shape.optional(shape.hash()),
});

/** Why a deal cannot be decided yet. */
const BASIS_REJECTIONS = {
  /** An agreed price has no notice that stands. */
  notice_missing: 409,
  /** Facts: `number`, `state`. */
  notice_not_closed: 409,
  /** Facts: `count`. */
  objections_open: 409,
  /** Facts: `day`. */
  decided_before_notice_end: 422,
  /** A price by listing or auction has no reference. */
  pricing_reference_missing: 409,
} as const;

/**
 * The leadership records the collective decision (集体决策) on the terms: the number of the minutes, the day, who attended. An
 * agreed price must have been noticed to the end, and every objection answered.
 */
export const recordDecision = defineCommand({
  name: "transfer.record-decision",
  allow: ["leadership"],
  input,
  rejections: { ...PROPOSAL_REJECTIONS, day_in_future: 422, terms_superseded: 409, ...BASIS_REJECTIONS },

  run(tx, given, ctx, reject) {
    const deal = ownProposal(tx, given.dealId, ctx.actor);
    if (!("id" in deal)) return reject(...deal);
    const occurrence = occurrenceOf(given.decidedOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: given.decidedOn });
    if (given.revision !== deal.revision) return reject("terms_superseded", { revision: deal.revision });
    const notice = board.standingNotice(tx, priceOf(deal), "price");
    const problem = basisProblem(tx, deal, notice, given.decidedOn);
    if (problem !== undefined) return reject(...problem);

    const decision = decisionOf(tx, deal, given, ctx, occurrence.isLate, notice);
    tx.table(decisions).put(decision);
    tx.table(deals).put({ ...moved(DEAL_MOVES, deal, "decided"), decisionId: decision.id });
    recordAct(tx, ctx, {
      command: "transfer.record-decision",
      scope: "achievement",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: decision.id,
      ...occurrence,
    });
    return { decisionId: decision.id };
  },
});

function basisProblem(
  tx: Tx,
  deal: Deal,
  notice: Notice | undefined,
  decidedOn: string,
): readonly [code: keyof typeof BASIS_REJECTIONS, facts: Record<string, string | number>] | undefined {
  const count = board.openObjections(tx, priceOf(deal)).length;
  if (count > 0) return ["objections_open", { count }];
  if (deal.pricing !== "agreement") {
    return deal.pricingReference === undefined ? ["pricing_reference_missing", {}] : undefined;
  }
  if (notice === undefined) return ["notice_missing", {}];
  const { number, state, closesOn } = notice;
  if (state !== "closed" || closesOn === null) return ["notice_not_closed", { number, state }];
  return decidedOn > closesOn ? undefined : ["decided_before_notice_end", { day: closesOn }];
}

function decisionOf(
  tx: Tx,
  deal: Deal,
  { minutesNumber, decidedOn, attendeeCount, attendees, documentHash }: Infer<typeof input>,
  ctx: CommandContext,
  isLate: boolean,
  notice: Notice | undefined,
): Decision {
  return {
    id: tx.newId("decision"),
    dealId: deal.id,
    unitId: deal.unitId,
    revision: deal.revision,
    noticeId: notice?.id ?? null,
    minutesNumber,
    decidedOn,
    isLate,
    attendeeCount,
    attendees: attendees ?? null,
    documentHash: documentHash ?? null,
    state: "recorded",
    recordedBy: personIdOf(ctx.actor),
    recordedAt: ctx.time,
    transactionId: ctx.id,
  };
}
