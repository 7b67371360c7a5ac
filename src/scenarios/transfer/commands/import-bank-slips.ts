import { defineCommand } from "#kernel/command";
import { type Infer, shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { occurrenceOf } from "#kit/calendar-day";
import { memberIdOf } from "../case-access.ts";
import { AMOUNT_MAX } from "../rules.ts";
import { slipOf, slips } from "../slip-table.ts";

const row = shape.object({
  /** Number of the slip at the bank. */
  reference: shape.text(1, 100),
  amount: shape.amount(1n, AMOUNT_MAX),
  payer: shape.text(1, 200),
  occurredOn: shape.day(),
});
type Row = Infer<typeof row>;

/** Finance imports slips of the bank's statement: all of them, or none and the first row that is wrong. */
export const importBankSlips = defineCommand({
  name: "transfer.import-bank-slips",
  allow: ["finance-officer"],
  input: shape.object({
    /** SHA-256 of the file that the rows come from. */
    documentHash: shape.hash(),
    slips: shape.array(row, 1, 300),
  }),
  rejections: { slip_repeated: 422, day_in_future: 422, slip_known: 409 },

  run(tx, input, ctx, reject) {
    const unitId = memberIdOf(ctx.actor);
    const problem = rowProblem(tx, unitId, input.slips, ctx.time);
    if (problem !== undefined) return reject(...problem);

    const ids = input.slips.map((each, i) => {
      const slip = {
        ...each,
        id: tx.newId("slip"),
        unitId,
        state: "unmatched" as const,
        receiptId: "",
        documentHash: input.documentHash,
        row: i + 1,
        importedAt: ctx.time,
      };
      tx.table(slips).put(slip);
      return slip.id;
    });
    return { count: ids.length, firstSlipId: ids[0] ?? "" };
  },
});

function rowProblem(
  tx: Tx,
  unitId: string,
  rows: readonly Row[],
  time: number,
):
  | readonly [code: "slip_repeated" | "day_in_future" | "slip_known", facts: Readonly<Record<string, string | number>>]
  | undefined {
  const seen = new Set<string>();
  for (const [i, { reference, occurredOn }] of rows.entries()) {
    const facts = { row: i + 1, reference };
    if (seen.has(reference)) return ["slip_repeated", facts];
    seen.add(reference);
    if (occurrenceOf(occurredOn, time) === undefined) return ["day_in_future", { ...facts, day: occurredOn }];
    if (slipOf(tx, unitId, reference) !== undefined) return ["slip_known", facts];
  }
  return undefined;
}
