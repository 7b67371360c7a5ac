import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct } from "../acts.ts";
import { isInterested, personIdOf } from "../case-access.ts";
import { board, dealOfNotice } from "../notice-board.ts";

/**
 * The discipline office answers an objection. Upheld, one to the whole or the ownership makes the notice void, and the terms
 * are revised; dismissed, the days that were left follow. Nobody answers who contributed, objected or published.
 */
export const resolveObjection = defineCommand({
  name: "transfer.resolve-objection",
  allow: ["discipline-officer"],
  input: shape.object({
    objectionId: shape.id("objection"),
    result: shape.choice(["upheld", "dismissed"]),
    /** The answer, in free text that can be erased. */
    resolution: shape.personal(2_000),
    /** SHA-256 of the written answer. */
    documentHash: shape.optional(shape.hash()),
  }),
  rejections: {
    objection_not_found: 404,
    case_of_other_unit: 403,
    resolver_is_interested: 403,
    objection_not_open: 409,
  },

  run(tx, { objectionId, result, resolution, documentHash }, ctx, reject) {
    const objection = board.objection(tx, objectionId);
    const deal = objection === undefined ? undefined : dealOfNotice(tx, objection);
    if (objection === undefined || deal === undefined) return reject("objection_not_found");
    if (objection.ownerId !== ctx.actor.memberId) return reject("case_of_other_unit");
    const publishedBy = board.notice(tx, objection.noticeId)?.publishedBy;
    const isPart = [objection.objectorId, publishedBy].some((personId) => personId === ctx.actor.personId);
    if (isPart || isInterested(tx, deal.achievementId, ctx.actor)) return reject("resolver_is_interested");
    const resolvedBy = personIdOf(ctx.actor);
    const done = board.resolve(tx, ctx, objectionId, { state: result, resolvedBy, resolution, documentHash });
    if (!done.ok) return reject(done.problem, done.facts);

    recordAct(tx, ctx, {
      command: "transfer.resolve-objection",
      scope: "objection",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: objectionId,
    });
    return { noticeState: done.notice.state, closesOn: done.notice.closesOn ?? "" };
  },
});
