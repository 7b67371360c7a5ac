import assert from "node:assert/strict";
import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { book, walletId } from "../accounts.ts";
import { returns } from "../tables.ts";

/** The recipient gives a transfer back, whole. This is how a mistake is mended: nothing on a ledger is ever undone. */
export const returnPoints = defineCommand({
  name: "points.return-points",
  allow: "anyone",
  input: shape.object({ postingId: shape.id("posting") }),
  rejections: {
    posting_not_found: 404,
    posting_of_other_person: 403,
    posting_not_transfer: 409,
    posting_returned: 409,
    funds_insufficient: 409,
  },

  run(tx, { postingId }, ctx, reject) {
    const transfer = tx.table(book.postings).get(postingId);
    if (transfer === undefined) return reject("posting_not_found");
    if (transfer.toAccount !== walletId(ctx.actor.personId)) return reject("posting_of_other_person");
    if (transfer.reason !== "transfer") return reject("posting_not_transfer", { reason: transfer.reason });
    if (tx.table(returns).get(postingId) !== undefined) return reject("posting_returned");

    const { fromAccount: to, toAccount: from, amount } = transfer;
    const returned = book.post(tx, ctx, { from, to, amount, reason: "return", reference: postingId });
    if (!returned.ok) {
      assert(returned.problem === "funds_insufficient", "both accounts exist, and all points ever issued fit one");
      return reject(returned.problem, returned.facts);
    }
    tx.table(returns).put({ postingId, returnedBy: returned.posting.id });
    return { postingId: returned.posting.id };
  },
});
