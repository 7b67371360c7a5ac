import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct, signatureOf, withSignature } from "../acts.ts";
import { HOLDER_REJECTIONS, holderProblem, planInCase } from "../case-access.ts";
import { writeLines } from "../closing.ts";
import { postPaymentReversal } from "../postings.ts";
import { LINE_MOVES, moved } from "../rules.ts";
import { payeeIdsShape, SHARE_LINE_REJECTIONS, shareLines } from "../share-lines.ts";

/** The entry in the company's register was wrong or was refused: the shares are owed again. */
export const reverseShareRegistration = defineCommand({
  name: "transfer.reverse-share-registration",
  allow: ["asset-manager"],
  cosigners: [["company-manager"]],
  input: shape.object({
    planId: shape.id("plan"),
    payeeIds: payeeIdsShape,
    reason: shape.text(1, 200),
  }),
  rejections: {
    plan_not_found: 404,
    ...HOLDER_REJECTIONS,
    ...SHARE_LINE_REJECTIONS,
    line_not_registered: 409,
    deal_not_open: 409,
  },

  run(tx, input, ctx, reject) {
    const found = planInCase(tx, input.planId);
    if (found === undefined) return reject("plan_not_found");
    const { plan, deal } = found;
    const stranger = holderProblem(deal, ctx);
    if (stranger !== undefined) return reject(stranger);
    const lines = shareLines(tx, plan.id, input.payeeIds);
    if (typeof lines === "string") return reject(lines);
    const unregistered = lines.find(({ state, amount }) => state !== "paid" || amount === 0n);
    if (unregistered !== undefined) {
      return reject("line_not_registered", { payee: unregistered.payeeId, state: unregistered.state });
    }
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });

    for (const line of lines) postPaymentReversal(tx, ctx, deal, line);
    const signature = signatureOf(ctx, "transfer.reverse-share-registration");
    const opened = lines.map((line) => ({
      ...moved(LINE_MOVES, line, "payable"),
      closedOn: null,
      isLate: false,
      reference: null,
      signed: withSignature(line.signed, signature),
    }));
    writeLines(tx, found, opened);
    recordAct(tx, ctx, {
      command: "transfer.reverse-share-registration",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return { count: opened.length };
  },
});
