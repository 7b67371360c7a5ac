import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf } from "#kit/paging";
import { book, walletId } from "../accounts.ts";

/** What a person received and gave, the latest first: received amounts are positive, given ones negative. */
export const statement = defineQuery({
  name: "points.statement",
  allow: "anyone",
  input: shape.object({ personId: shape.id("person"), ...pageFields }),

  run(tx, input) {
    const wallet = walletId(input.personId);
    const page = pageOf(
      input,
      (after, limit) => book.postingsOf(tx, wallet, after, limit),
      (posting) => posting.id,
      ({ id, at, amount, reason, reference, transactionId, fromAccount, toAccount }) => ({
        id,
        at,
        amount: toAccount === wallet ? amount : -amount,
        otherAccount: toAccount === wallet ? fromAccount : toAccount,
        reason,
        reference,
        transactionId,
      }),
    );
    return { balance: book.balanceOf(tx, wallet).balance, ...page };
  },
});
