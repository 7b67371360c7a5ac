import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";
import { AMOUNT_MAX, SLIP_STATES } from "./rules.ts";
import { isOffice } from "./visibility.ts";

const slipRow = shape.object({
  id: shape.id("slip"),
  unitId: shape.id("member"),
  /** Number of the slip at the bank. */
  reference: shape.text(1, 100),
  amount: shape.amount(1n, AMOUNT_MAX),
  /** Who paid, as the bank writes it. */
  payer: shape.text(1, 200),
  /** Day on which the bank booked it. */
  occurredOn: shape.day(),
  state: shape.choice(SLIP_STATES),
  /** Receipt that it proves; empty while there is none. */
  receiptId: shape.text(0, 60),
  /** SHA-256 of the file that it was imported from, and its row there; the first is 1. */
  documentHash: shape.hash(),
  row: shape.int(1, 1_000),
  importedAt: shape.instant(),
});
export type Slip = Infer<typeof slipRow>;

/** Lines of the bank's statements: money that came in, to be matched with a deal. */
export const slips = defineTable({
  name: "transfer_bank_slips",
  row: slipRow,
  key: (slip: Slip) => slip.id,
  indexes: {
    byReference: ["unitId", "reference"],
    byDay: ["unitId", "occurredOn"],
    byState: ["unitId", "state", "occurredOn"],
  },
  search: ({ reference, payer }) => ({ kind: "transfer.bank-slip", title: reference, words: [payer] }),
  // What is done with a slip is done in a case.
  isSubject: false,
  visible: ({ unitId }, viewer) => isOffice(viewer, unitId),
});

/** The slip with a number, unless it was withdrawn. */
export function slipOf(tx: ReadTx, unitId: string, reference: string): Slip | undefined {
  const found = tx.table(slips).find({ index: "byReference", equals: { unitId, reference } });
  return found.find(({ state }) => state !== "withdrawn");
}
