import assert from "node:assert/strict";
import type { ReadTx } from "#kernel/table";
import { startAfter } from "#kit/paging";
import { type Receipt, receipts } from "./deal-tables.ts";
import { plans } from "./plan-tables.ts";

const PAGE_ROWS = 1_000;

/**
 * The earliest day of the receipts that the next plan of a deal gives out: of those that came in after the last plan, or of
 * all where none did, for then it gives out what is left of them. The time in which awards are to be paid counts from it.
 */
export function receivedSince(tx: ReadTx, dealId: string): string {
  const recorded = recordedReceipts(tx, dealId);
  const earlier = tx.table(plans).find({ index: "byDeal", equals: { dealId }, reverse: true });
  const last = earlier.find(({ state }) => state !== "withdrawn" && state !== "void");
  const proposedAt = last?.signed[0]?.at ?? 0;
  const since = recorded.filter(({ recordedAt }) => recordedAt > proposedAt);
  const [first] = (since.length > 0 ? since : recorded).map(({ occurredOn }) => occurredOn).sort();
  assert(first !== undefined, "what is distributed was received");
  return first;
}

function recordedReceipts(tx: ReadTx, dealId: string): readonly Receipt[] {
  const found: Receipt[] = [];
  for (let last: Receipt | undefined; ; ) {
    const page = tx
      .table(receipts)
      .find({ index: "byDeal", equals: { dealId }, ...startAfter(last?.id), limit: PAGE_ROWS });
    found.push(...page.filter(({ state }) => state === "recorded"));
    last = page.at(-1);
    if (page.length < PAGE_ROWS) return found;
  }
}
