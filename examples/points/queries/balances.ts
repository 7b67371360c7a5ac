import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf } from "#kit/paging";
import { book } from "../accounts.ts";

/** Every account with its balance. The issuer's is minus all points there are. */
export const balances = defineQuery({
  name: "points.balances",
  allow: "anyone",
  input: shape.object(pageFields),

  run(tx, input) {
    return pageOf(
      input,
      (after, limit) => tx.table(book.accounts).list(after, limit),
      (account) => account.id,
      ({ id, ownerId, kind, balance }) => ({ id, ownerId, kind, balance }),
    );
  },
});
