import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { anchorKey, anchors } from "../tables.ts";

/** Anchors of one unit ledger, the latest first. `size` asks for the anchor of exactly this size. */
export const anchorsQuery = defineQuery({
  name: "council.anchors",
  allow: "public",
  input: shape.object({
    ledger: shape.text(66, 120),
    size: shape.optional(shape.int(1, Number.MAX_SAFE_INTEGER)),
    ...pageFields,
  }),

  run(tx, input) {
    const table = tx.table(anchors);
    const { ledger, size } = input;
    if (size !== undefined) {
      const anchor = table.get(anchorKey(ledger, size));
      return { items: anchor === undefined ? [] : [anchor] };
    }
    return pageOf(
      input,
      (after, limit) =>
        table.find({ index: "byLedger", equals: { ledger }, ...startAfter(after), reverse: true, limit }),
      (anchor) => anchorKey(anchor.ledger, anchor.size),
      (anchor) => anchor,
    );
  },
});
