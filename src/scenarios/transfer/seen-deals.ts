import type { Signer, Viewer } from "#kernel/identity";
import type { Find, ReadTx } from "#kernel/table";
import { type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { startAfter } from "#kit/paging";
import { contributionsOf } from "./achievement-tables.ts";
import { type Deal, deals } from "./deal-tables.ts";
import { deputies } from "./deputy-table.ts";
import type { DealState } from "./rules.ts";
import { ASSET_MANAGER, COMPANY_MANAGER, isOffice, isReader } from "./visibility.ts";

/** Which deals are wanted, and in which order of their proposals. */
export interface WantedDeals {
  readonly state: DealState | undefined;
  readonly reverse: boolean;
}

/** Deals in the order of their proposals. */
export function dealOrder({ reverse }: WantedDeals): RowOrder<Deal> {
  return { columnOf: ({ proposedAt }) => proposedAt, keyOf: ({ id }) => id, reverse };
}

/**
 * The ways to the deals that a viewer may see: one for each reason that the table's rule of visibility knows. The rule has
 * the last word all the same.
 */
export function seenDeals(tx: ReadTx, viewer: Viewer, wanted: WantedDeals): readonly RowSource<Deal>[] {
  if (viewer === undefined) return [];
  const { state, reverse } = wanted;
  const table = tx.table(deals);
  const indexed =
    (find: Find<typeof deals.indexes>): RowSource<Deal> =>
    (after, limit) =>
      table.find({ ...find, ...startAfter(after), limit, reverse });
  const found = (all: Index, ofState: Index, equals: Readonly<Record<string, string>>): RowSource<Deal> =>
    indexed(state === undefined ? { index: all, equals } : { index: ofState, equals: { ...equals, state } });
  if (isReader(viewer)) return [found("byProposal", "byState", {})];
  const own = () => ownDeals(tx, viewer).filter((deal) => state === undefined || deal.state === state);
  const sources = [rowsAtHand(own, dealOrder(wanted), (key) => table.get(key))];
  for (const unitId of unitsSeen(tx, viewer)) sources.push(found("byUnit", "byUnitState", { unitId }));
  if (viewer.roles.includes(COMPANY_MANAGER))
    sources.push(found("byCounterparty", "byCounterpartyState", { counterpartyId: viewer.memberId }));
  if (viewer.roles.includes(ASSET_MANAGER))
    sources.push(found("byAssetHolder", "byAssetHolderState", { assetHolderId: viewer.memberId, asset: "shares" }));
  return sources;
}

type Index = keyof typeof deals.indexes;

/** Deals of the achievements to which somebody contributed. */
function ownDeals(tx: ReadTx, { personId }: Signer): readonly Deal[] {
  return contributionsOf(tx, personId).flatMap(({ achievementId }) =>
    tx.table(deals).find({ index: "byAchievement", equals: { achievementId } }),
  );
}

/** Units of which somebody sees all cases: by an office, and as a deputy. */
function unitsSeen(tx: ReadTx, viewer: Signer): ReadonlySet<string> {
  const named = tx.table(deputies).find({ index: "byDeputy", equals: { deputyId: viewer.personId, state: "named" } });
  const units = new Set<string>(named.map(({ unitId }) => unitId));
  return isOffice(viewer, viewer.memberId) ? units.add(viewer.memberId) : units;
}
