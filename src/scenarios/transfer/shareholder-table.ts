import { type Infer, shape } from "#kernel/shape";
import { defineTable, type Tx } from "#kernel/table";
import { contributorKey, contributors } from "./achievement-tables.ts";
import { type Deal, dealOf } from "./deal-tables.ts";
import { type Line, lineKey } from "./plan-tables.ts";
import { isAssetHolder, isCounterparty } from "./visibility.ts";

const shareholderRow = shape.object({
  planId: shape.id("plan"),
  dealId: shape.id("deal"),
  payeeId: shape.text(1, 60),
  /** Commitment to the name as it stands in the papers. */
  name: shape.hash(),
});
export type Shareholder = Infer<typeof shareholderRow>;

/**
 * Names for the register of members, one row a person who gets shares by an approved plan. A company must enter its members
 * by name ([Company Law of 2023 Art. 56] 股东名册), and the asset company holds the shares until then: these two read the name
 * beside the line, and nothing else of the person. A row of its own, for the list of contributors says more and is not theirs.
 */
export const shareholders = defineTable({
  name: "transfer_shareholders",
  row: shareholderRow,
  key: (row: Shareholder) => lineKey(row.planId, row.payeeId),
  indexes: { byPayee: ["dealId", "payeeId"] },
  visible: (row, viewer, tx) => {
    const deal = dealOf(tx, row.dealId);
    if (deal === undefined) return false;
    return isAssetHolder(viewer, deal.assetHolderId) || isCounterparty(viewer, deal.counterpartyId);
  },
});

/** Lets the register read the names of those whose shares were approved. Lines of money and of nothing name nobody. */
export function nameShareholders(tx: Tx, { achievementId }: Deal, approved: readonly Line[]): void {
  for (const { planId, dealId, payeeId, asset, kind, amount } of approved) {
    if (asset !== "shares" || kind !== "award" || amount === 0n) continue;
    const name = tx.table(contributors).get(contributorKey(achievementId, payeeId))?.name;
    if (name !== undefined) tx.table(shareholders).put({ planId, dealId, payeeId, name });
  }
}

/** Takes the names away again, for the lines are no longer approved. */
export function unnameShareholders(tx: Tx, lines: readonly Line[]): void {
  for (const { planId, payeeId, asset } of lines) {
    if (asset === "shares") tx.table(shareholders).delete(lineKey(planId, payeeId));
  }
}
