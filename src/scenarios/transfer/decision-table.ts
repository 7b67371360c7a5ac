import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";
import { achievements, seesWholeCase } from "./achievement-tables.ts";
import { dealOf } from "./deal-tables.ts";
import { ENTRY_STATES } from "./rules.ts";

const decisionRow = shape.object({
  id: shape.id("decision"),
  dealId: shape.id("deal"),
  unitId: shape.id("member"),
  /** The terms that were decided. */
  revision: shape.int(1, 1_000),
  /** Notice that had run out; null for a price found by listing or auction. */
  noticeId: shape.nullable(shape.id("notice")),
  /** Number of the minutes of the meeting (会议纪要). */
  minutesNumber: shape.text(1, 60),
  decidedOn: shape.day(),
  isLate: shape.bool(),
  attendeeCount: shape.int(1, 1_000),
  /** Commitment to who attended. */
  attendees: shape.nullable(shape.hash()),
  /** SHA-256 of the scanned minutes. */
  documentHash: shape.nullable(shape.hash()),
  state: shape.choice(ENTRY_STATES),
  recordedBy: shape.id("person"),
  recordedAt: shape.instant(),
  transactionId: shape.text(80, 80),
});
export type Decision = Infer<typeof decisionRow>;

/** Collective decisions (集体决策) on deals. */
export const decisions = defineTable({
  name: "transfer_decisions",
  row: decisionRow,
  key: (decision: Decision) => decision.id,
  indexes: { byDeal: ["dealId", "recordedAt"] },
  documents: ({ documentHash }) => [documentHash],
  visible: (decision, viewer, tx) => {
    const deal = dealOf(tx, decision.dealId);
    return deal !== undefined && seesWholeCase(viewer, tx.table(achievements).get(deal.achievementId));
  },
});
