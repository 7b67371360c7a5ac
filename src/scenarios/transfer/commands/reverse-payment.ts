import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { recordAct, signatureOf, withSignature } from "../acts.ts";
import { lineOf, ownPlan, PLAN_REJECTIONS } from "../case-access.ts";
import { writeLines } from "../closing.ts";
import { dropFiling } from "../filing-table.ts";
import { payments } from "../payment-book.ts";
import { lineKey } from "../plan-tables.ts";
import { postPaymentReversal } from "../postings.ts";
import { LINE_MOVES, moved } from "../rules.ts";

/** Opens a paid line again: the bank took the money back, or the result was entered for the wrong payee. */
export const reversePayment = defineCommand({
  name: "transfer.reverse-payment",
  allow: ["finance-officer"],
  input: shape.object({
    planId: shape.id("plan"),
    personId: shape.id("person"),
    reason: shape.text(1, 200),
  }),
  rejections: {
    ...PLAN_REJECTIONS,
    line_not_found: 404,
    line_of_shares: 409,
    line_not_paid: 409,
    deal_not_open: 409,
  },

  run(tx, input, ctx, reject) {
    const found = ownPlan(tx, input.planId, ctx.actor);
    if (typeof found === "string") return reject(found);
    const { plan, deal } = found;
    const line = lineOf(tx, plan.id, input.personId);
    if (line === undefined) return reject("line_not_found");
    if (line.asset === "shares") return reject("line_of_shares");
    if (line.state !== "paid" || line.amount === 0n) return reject("line_not_paid", { state: line.state });
    if (deal.state !== "signed") return reject("deal_not_open", { state: deal.state });

    postPaymentReversal(tx, ctx, deal, line);
    dropFiling(tx, line);
    payments.reverse(tx, lineKey(plan.id, line.payeeId));
    const opened = {
      ...moved(LINE_MOVES, line, "payable"),
      closedOn: null,
      isLate: false,
      reference: null,
      signed: withSignature(line.signed, signatureOf(ctx, "transfer.reverse-payment")),
    };
    writeLines(tx, found, [opened]);
    recordAct(tx, ctx, {
      command: "transfer.reverse-payment",
      scope: "plan",
      achievementId: deal.achievementId,
      dealId: deal.id,
      subjectId: plan.id,
      reason: input.reason,
    });
    return {};
  },
});
