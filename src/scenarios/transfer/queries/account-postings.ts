import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf } from "#kit/paging";
import { book } from "../account-book.ts";

/** Postings from and to an account that the viewer may see, the latest first. */
export const accountPostingsQuery = defineQuery({
  name: "transfer.account-postings",
  allow: "anyone",
  input: shape.object({ accountId: shape.text(5, 200), ...pageFields }),

  run(tx, input) {
    return pageOf(
      input,
      (after, limit) => book.postingsOf(tx, input.accountId, after, limit),
      (posting) => posting.id,
      (posting) => posting,
    );
  },
});
