import type { SearchText } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import { defineObligationBook } from "#kit/obligations";
import type { Batch, ObligationState } from "#kit/obligations-tables";
import { dealOf, seesPlans } from "./deal-tables.ts";
import { plans } from "./plan-tables.ts";
import { isOffice } from "./visibility.ts";

/** What the unit owes in money, line by line, and the batches in which it pays. The id of an obligation is that of its line. */
export const payments = defineObligationBook({
  name: "transfer",
  mayRead: ({ subjectId }, viewer, tx) => {
    const plan = tx.table(plans).get(subjectId);
    return plan !== undefined && seesPlans(dealOf(tx, plan.dealId), viewer, tx);
  },
  mayReadBatches: (unitId, viewer) => isOffice(viewer, unitId),
  searchBatch: batchWords,
});

/** Whether a list for the bank holds an obligation, so that nothing about it may change. */
export function isWithBank(state: ObligationState | undefined): boolean {
  return state === "batched" || state === "instructed";
}

/** A list for the bank is found by its hash, and by the bank's reference once there is one. */
function batchWords({ createdAt, listHash, bankReference }: Batch): SearchText {
  const day = shanghaiDay(createdAt);
  const title = { zh: `${day} 付款清单`, en: `List for the bank of ${day}` };
  return {
    kind: "transfer.payment-batch",
    title,
    words: [listHash, ...(bankReference === null ? [] : [bankReference])],
  };
}
