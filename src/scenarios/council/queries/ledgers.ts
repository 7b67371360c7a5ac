import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf } from "#kit/paging";
import { anchors, ledgers } from "../tables.ts";

/** Registered unit ledgers, each with its latest anchor. */
export const ledgersQuery = defineQuery({
  name: "council.ledgers",
  allow: "public",
  input: shape.object(pageFields),

  run(tx, input) {
    const latestOf = (ledger: string) => {
      const [anchor] = tx.table(anchors).find({ index: "byLedger", equals: { ledger }, reverse: true, limit: 1 });
      return anchor && { size: anchor.size, root: anchor.root, anchoredAt: anchor.anchoredAt };
    };
    return pageOf(
      input,
      (after, limit) => tx.table(ledgers).list(after, limit),
      (row) => row.ledger,
      (row) => ({ ...row, latest: latestOf(row.ledger) }),
    );
  },
});
