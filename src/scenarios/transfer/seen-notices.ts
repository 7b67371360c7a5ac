import type { Viewer } from "#kernel/identity";
import type { ReadTx } from "#kernel/table";
import { type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import type { Notice, NoticeState } from "#kit/notices-tables";
import { startAfter } from "#kit/paging";
import { deals } from "./deal-tables.ts";
import { board, priceOf } from "./notice-board.ts";
import { COMPANY_MANAGER, isReader } from "./visibility.ts";

const PAGE_ROWS = 1_000;

/** Which notices are wanted, and in which order of their publication. */
export interface WantedNotices {
  readonly state: NoticeState | undefined;
  readonly reverse: boolean;
}

/** Notices in the order of their publication. */
export function noticeOrder({ reverse }: WantedNotices): RowOrder<Notice> {
  return { columnOf: ({ openedAt }) => openedAt, keyOf: ({ id }) => id, reverse };
}

/**
 * The ways to the notices that a viewer may read: one for each audience that the viewer belongs to, and the prices of the
 * own deals. The table's rule of visibility has the last word all the same.
 */
export function seenNotices(tx: ReadTx, viewer: Viewer, wanted: WantedNotices): readonly RowSource<Notice>[] {
  const { state, reverse } = wanted;
  const table = tx.table(board.notices);
  const found =
    (all: Index, ofState: Index, equals: Readonly<Record<string, string>>): RowSource<Notice> =>
    (after, limit) => {
      const find = state === undefined ? { index: all, equals } : { index: ofState, equals: { ...equals, state } };
      return table.find({ ...find, ...startAfter(after), limit, reverse });
    };
  if (isReader(viewer)) return [found("byOpening", "byState", {})];
  const sources = [found("byAudience", "byAudienceState", { audience: "public" })];
  if (viewer === undefined) return sources;
  sources.push(found("byAudience", "byAudienceState", { audience: "ledger" }));
  sources.push(found("byOwner", "byOwnerState", { ownerId: viewer.memberId }));
  if (!viewer.roles.includes(COMPANY_MANAGER)) return sources;
  const own = () => pricesOf(tx, viewer.memberId).filter((notice) => state === undefined || notice.state === state);
  return [...sources, rowsAtHand(own, noticeOrder(wanted), (key) => table.get(key))];
}

type Index = keyof typeof board.notices.indexes;

/** Notices of the prices that a company has agreed on. */
function pricesOf(tx: ReadTx, counterpartyId: string): readonly Notice[] {
  const found: Notice[] = [];
  for (let after: string | undefined; ; ) {
    const page = tx
      .table(deals)
      .find({ index: "byCounterparty", equals: { counterpartyId }, ...startAfter(after), limit: PAGE_ROWS });
    for (const deal of page) if (deal.pricing === "agreement") found.push(...board.noticesOf(tx, priceOf(deal)));
    after = page.at(-1)?.id;
    if (page.length < PAGE_ROWS) return found;
  }
}
