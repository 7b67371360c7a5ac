import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct, signatureOf, withSignature } from "../acts.ts";
import { HOLDER_REJECTIONS, holderProblem, planInCase } from "../case-access.ts";
import { writeLines } from "../closing.ts";
import { postPayment } from "../postings.ts";
import { isOpenLine, LINE_MOVES, moved } from "../rules.ts";
import { payeeIdsShape, SHARE_LINE_REJECTIONS, shareLines } from "../share-lines.ts";

/**
 * The company's register shows the shares under those who are entitled to them: members of the team, who now own them, and
 * the asset company, which holds the unit's part. The asset company and the company sign it on one envelope.
 */
export const registerShares = defineCommand({
  name: "transfer.register-shares",
  allow: ["asset-manager"],
  cosigners: [["company-manager"]],
  input: shape.object({
    planId: shape.id("plan"),
    payeeIds: payeeIdsShape,
    occurredOn: shape.day(),
    /** Number of the entry in the company's register. */
    registryReference: shape.text(1, 100),
  }),
  rejections: {
    plan_not_found: 404,
    ...HOLDER_REJECTIONS,
    signer_is_payee: 403,
    ...SHARE_LINE_REJECTIONS,
    day_in_future: 422,
    line_not_payable: 409,
  },

  run(tx, input, ctx, reject) {
    const found = planInCase(tx, input.planId);
    if (found === undefined) return reject("plan_not_found");
    const { plan, deal } = found;
    const stranger = holderProblem(deal, ctx);
    if (stranger !== undefined) return reject(stranger);
    if (ctx.signers.some(({ personId }) => input.payeeIds.includes(personId))) return reject("signer_is_payee");
    const lines = shareLines(tx, plan.id, input.payeeIds);
    if (typeof lines === "string") return reject(lines);
    const occurrence = occurrenceOf(input.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: input.occurredOn });
    const settled = lines.find(({ state }) => !isOpenLine(state));
    if (settled !== undefined) return reject("line_not_payable", { payee: settled.payeeId, state: settled.state });

    for (const line of lines) postPayment(tx, ctx, deal, line);
    const signature = signatureOf(ctx, "transfer.register-shares");
    const closed = lines.map((line) => ({
      ...moved(LINE_MOVES, line, "paid"),
      closedOn: occurrence.occurredOn,
      isLate: occurrence.isLate,
      reference: input.registryReference,
      signed: withSignature(line.signed, signature),
    }));
    writeLines(tx, found, closed);
    recordAct(tx, ctx, {
      command: "transfer.register-shares",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      ...occurrence,
    });
    return { count: closed.length, isLate: occurrence.isLate };
  },
});
