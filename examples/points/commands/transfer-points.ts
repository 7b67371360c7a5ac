import assert from "node:assert/strict";
import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { book, walletId } from "../accounts.ts";

/** Gives points of one's own to another person. */
export const transferPoints = defineCommand({
  name: "points.transfer-points",
  allow: "anyone",
  input: shape.object({ personId: shape.id("person"), amount: shape.amount(1n) }),
  rejections: { recipient_is_self: 422, account_not_found: 404, funds_insufficient: 409 },

  run(tx, { personId, amount }, ctx, reject) {
    const { actor } = ctx;
    if (personId === actor.personId) return reject("recipient_is_self");
    const transfer = { from: walletId(actor.personId), to: walletId(personId), amount, reason: "transfer" };
    const sent = book.post(tx, ctx, transfer);
    if (sent.ok) return { postingId: sent.posting.id };
    assert(sent.problem !== "balance_too_large", "all points ever issued fit one account");
    return reject(sent.problem, sent.facts);
  },
});
