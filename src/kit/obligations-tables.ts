import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx, type SearchText } from "#kernel/table";

/** Rows of payments: what is owed to whom, batches that go to the bank, and what the bank said of each line of a batch. */

/**
 * `due` waits for its condition or approval; `approved` may be paid; `batched` stands in a list that is not released yet;
 * `instructed` lies at the bank; `paid` by the bank's word; `returned` by the bank and `reversed` later are owed again.
 */
export const OBLIGATION_STATES = [
  "due",
  "approved",
  "batched",
  "instructed",
  "paid",
  "returned",
  "reversed",
  "void",
] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** The moves between them. Nothing else happens. */
export const OBLIGATION_MOVES: Readonly<Record<ObligationState, readonly ObligationState[]>> = {
  due: ["approved", "void"],
  approved: ["batched", "void"],
  batched: ["approved", "returned", "reversed", "instructed"],
  instructed: ["paid", "returned"],
  paid: ["reversed"],
  returned: ["batched", "void"],
  reversed: ["batched", "void"],
  void: ["due"],
};

export const BATCH_STATES = ["drafted", "instructed", "closed", "cancelled"] as const;
export type BatchState = (typeof BATCH_STATES)[number];

const obligationRow = shape.object({
  /** Id that the scenario gives: of the line, invoice or tranche that is owed. */
  id: shape.text(1, 120),
  unitId: shape.id("member"),
  /** Case, plan or contract that it belongs to. */
  subjectId: shape.text(1, 80),
  payeeId: shape.text(1, 60),
  asset: shape.text(1, 80),
  /** In the asset's smallest unit: what is owed, and what of it is withheld for somebody else. The bank pays the rest. */
  gross: shape.amount(1n),
  withheld: shape.amount(0n),
  state: shape.choice(OBLIGATION_STATES),
  /** State to go back to when its batch is cancelled. */
  stateBefore: shape.choice(OBLIGATION_STATES),
  /** The batch it stands in or stood in last; empty before the first. */
  batchId: shape.text(0, 60),
  openedAt: shape.instant(),
});
export type Obligation = Infer<typeof obligationRow>;

const batchRow = shape.object({
  id: shape.id("batch"),
  unitId: shape.id("member"),
  asset: shape.text(1, 80),
  state: shape.choice(BATCH_STATES),
  count: shape.int(1, 1_000),
  gross: shape.amount(0n),
  withheld: shape.amount(0n),
  net: shape.amount(0n),
  /** SHA-256 of the list as the bank gets it, see `paymentListText`. */
  listHash: shape.hash(),
  createdBy: shape.id("person"),
  createdAt: shape.instant(),
  releasedBy: shape.nullable(shape.id("person")),
  releasedAt: shape.nullable(shape.instant()),
  /** The bank's answer: its day, its reference, the hash of its statement, and how many lines it paid. */
  closedOn: shape.nullable(shape.day()),
  closedAt: shape.nullable(shape.instant()),
  bankReference: shape.nullable(shape.text(1, 100)),
  statementHash: shape.nullable(shape.hash()),
  paidCount: shape.int(0, 1_000),
});
export type Batch = Infer<typeof batchRow>;

const batchLineRow = shape.object({
  batchId: shape.id("batch"),
  obligationId: shape.text(1, 120),
  payeeId: shape.text(1, 60),
  gross: shape.amount(1n),
  withheld: shape.amount(0n),
  net: shape.amount(0n),
  result: shape.choice(["pending", "paid", "returned", "cancelled"]),
  /** Why the bank returned it. */
  reason: shape.nullable(shape.text(1, 200)),
});
export type BatchLine = Infer<typeof batchLineRow>;

export interface ObligationVisibility {
  /** Whether a viewer may see an obligation, beside its payee. */
  readonly mayRead: (obligation: Obligation, viewer: Viewer, tx: ReadTx) => boolean;
  /** Whether a viewer sees the batches of a member, with all of their lines. */
  readonly mayReadBatches: (unitId: string, viewer: Viewer) => boolean;
  /** What a batch is found by, where it is searched. */
  readonly searchBatch?: (batch: Batch) => SearchText;
}

/** The tables of a book of obligations. */
export type ObligationTables = ReturnType<typeof defineObligationTables>;

/** Declares them under a name: `<book>_obligations`, `<book>_batches`, `<book>_batch_lines`. */
export function defineObligationTables(book: string, { mayRead, mayReadBatches, searchBatch }: ObligationVisibility) {
  const obligations = defineTable({
    name: `${book}_obligations`,
    row: obligationRow,
    key: (obligation: Obligation) => obligation.id,
    indexes: { bySubject: ["subjectId"], byState: ["unitId", "state", "openedAt"] },
    visible: (row, viewer, tx) => viewer?.personId === row.payeeId || mayRead(row, viewer, tx),
  });
  const batches = defineTable({
    name: `${book}_batches`,
    row: batchRow,
    key: (batch: Batch) => batch.id,
    indexes: { byUnit: ["unitId", "createdAt"], byState: ["unitId", "state", "createdAt"] },
    documents: ({ statementHash }) => [statementHash],
    ...(searchBatch === undefined ? {} : { search: searchBatch, isSubject: false }),
    visible: ({ unitId }, viewer) => mayReadBatches(unitId, viewer),
  });
  const batchLines = defineTable({
    name: `${book}_batch_lines`,
    row: batchLineRow,
    key: (line: BatchLine) => batchLineKey(line.batchId, line.obligationId),
    indexes: { byBatch: ["batchId"], byObligation: ["obligationId"], byPayee: ["payeeId"] },
    visible: ({ payeeId, obligationId }, viewer, tx) => {
      if (viewer?.personId === payeeId) return true;
      const obligation = tx.table(obligations).get(obligationId);
      return obligation !== undefined && mayReadBatches(obligation.unitId, viewer);
    },
  });
  return { obligations, batches, batchLines } as const;
}

/** Key of a line of a batch. */
export function batchLineKey(batchId: string, obligationId: string): string {
  return `${batchId}/${obligationId}`;
}
