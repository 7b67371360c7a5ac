import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { occurrenceOf } from "#kit/calendar-day";
import { recordAct, signatureOf, withSignature } from "../acts.ts";
import { isInterested, lineOf, ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import { writeLines } from "../closing.ts";
import { postPayment } from "../postings.ts";
import { isOpenLine, LINE_MOVES, moved } from "../rules.ts";

/**
 * Enters the bank's result for one payee. Only the bank's answer closes a line; a line that the bank returned stays owed and
 * may be paid again.
 */
export const recordPayment = defineCommand({
  name: "transfer.record-payment",
  allow: ["finance-officer"],
  input: shape.object({
    planId: shape.id("plan"),
    personId: shape.id("person"),
    result: shape.choice(["paid", "returned"]),
    occurredOn: shape.day(),
    bankReference: shape.text(1, 100),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    payer_is_contributor: 403,
    line_not_found: 404,
    day_in_future: 422,
    line_of_shares: 409,
    line_not_payable: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    if (isInterested(tx, deal.achievementId, ctx.actor)) return reject("payer_is_contributor");
    const line = lineOf(tx, plan.id, input.personId);
    if (line === undefined) return reject("line_not_found");
    const occurrence = occurrenceOf(input.occurredOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: input.occurredOn });
    if (line.asset === "shares") return reject("line_of_shares");
    if (!isOpenLine(line.state)) return reject("line_not_payable", { state: line.state });

    const isPaid = input.result === "paid";
    if (isPaid) postPayment(tx, ctx, deal, line);
    const closed = {
      ...moved(LINE_MOVES, line, input.result),
      closedOn: isPaid ? occurrence.occurredOn : null,
      isLate: isPaid && occurrence.isLate,
      reference: input.bankReference,
      signed: withSignature(line.signed, signatureOf(ctx, "transfer.record-payment")),
    };
    writeLines(tx, found, [closed]);
    recordAct(tx, ctx, {
      command: "transfer.record-payment",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      ...occurrence,
    });
    return { state: closed.state, isLate: closed.isLate };
  },
});
