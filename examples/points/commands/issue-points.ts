import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { accountId, requireOk } from "#kit/accounts";
import { book, ISSUE_ACCOUNT, walletOf } from "../accounts.ts";

/** At most this many at once: a slip of the keyboard does no harm, and no balance can outgrow 64 bits. */
const POINTS_MAX = 1_000_000_000n;

/** Gives new points to a person, and opens the person's wallet with the first ones. */
export const issuePoints = defineCommand({
  name: "points.issue-points",
  allow: ["points-issuer"],
  input: shape.object({ personId: shape.id("person"), amount: shape.amount(1n, POINTS_MAX) }),
  rejections: {},

  run(tx, { personId, amount }, ctx) {
    const to = book.ensureAccount(tx, walletOf(personId));
    const issue = { from: accountId(ISSUE_ACCOUNT), to, amount, reason: "issue" };
    const { posting } = requireOk(book.post(tx, ctx, issue));
    return { postingId: posting.id };
  },
});
