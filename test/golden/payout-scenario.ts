import { defineCommand, defineTimer } from "#kernel/command";
import { anyTable, defineScenario, type Scenario } from "#kernel/scenario";
import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

/** A frozen scenario of its own for the fixture: changes of product contracts must not change golden bytes. */

const lineRow = shape.object({
  id: shape.id("line"),
  batchId: shape.id("batch"),
  payeeId: shape.id("person"),
  amountFen: shape.amount(1n),
});

/** One payee's line of a batch: seen by that payee alone. */
export const lines = defineTable({
  name: "payout_lines",
  row: lineRow,
  key: (line: Infer<typeof lineRow>) => line.id,
  indexes: { byBatch: ["batchId"] },
  visible: (line, viewer) => viewer?.personId === line.payeeId,
});

const batchRow = shape.object({
  id: shape.id("batch"),
  memberId: shape.id("member"),
  totalFen: shape.amount(1n),
  memo: shape.text(0, 200),
  /** Commitment. */
  reason: shape.optional(shape.hash()),
});

/** What a member pays out in one go: seen by its people. */
export const batches = defineTable({
  name: "payout_batches",
  row: batchRow,
  key: (batch: Infer<typeof batchRow>) => batch.id,
  indexes: {},
  visible: (batch, viewer) => viewer?.memberId === batch.memberId,
});

const lapse = defineTimer({
  name: "payout.batch-lapses",
  input: shape.object({ batchId: shape.id("batch") }),
  run(tx, input) {
    const lapsed = tx.table(lines).find({ index: "byBatch", equals: { batchId: input.batchId } });
    for (const line of lapsed) tx.table(lines).delete(line.id);
    tx.table(batches).delete(input.batchId);
    return { lapsedLines: lapsed.length };
  },
});

const payOut = defineCommand({
  name: "payout.pay-out",
  allow: ["officer"],
  input: shape.object({
    lines: shape.array(shape.object({ payeeId: shape.id("person"), amountFen: shape.amount(1n) }), 1, 20),
    memo: shape.optional(shape.text(0, 200)),
    reason: shape.optional(shape.personal(100)),
    lapsesAt: shape.optional(shape.instant()),
  }),
  rejections: { total_too_large: 422 },
  run(tx, input, ctx, reject) {
    const totalFen = input.lines.reduce((sum, line) => sum + line.amountFen, 0n);
    if (totalFen > 1_000_000_00n) return reject("total_too_large", { mostFen: "100000000" });
    const id = tx.newId("batch");
    const reason = input.reason === undefined ? {} : { reason: input.reason };
    const memberId = ctx.actor.memberId as Infer<typeof batchRow>["memberId"];
    tx.table(batches).put({ id, memberId, totalFen, memo: input.memo ?? "", ...reason });
    for (const line of input.lines) tx.table(lines).put({ id: tx.newId("line"), batchId: id, ...line });
    if (input.lapsesAt !== undefined) tx.schedule(lapse, input.lapsesAt, { batchId: id });
    return { batchId: id, totalFen };
  },
});

const settle = defineCommand({
  name: "payout.settle-batch",
  allow: ["officer"],
  cosigners: [["checker"]],
  input: shape.object({ batchId: shape.id("batch") }),
  rejections: { batch_not_found: 404 },
  run(tx, input, _ctx, reject) {
    if (tx.table(batches).get(input.batchId) === undefined) return reject("batch_not_found");
    tx.table(batches).delete(input.batchId);
    return {};
  },
});

const breakDown = defineCommand({
  name: "payout.break-down",
  allow: "anyone",
  input: shape.object({}),
  rejections: {},
  run() {
    throw new Error("a bug, for a leaf with the outcome fault");
  },
});

export const payout: Scenario = defineScenario({
  name: "payout",
  roles: ["officer", "checker"],
  tables: [anyTable(lines), anyTable(batches)],
  commands: [payOut, settle, breakDown],
  queries: [],
  timers: [lapse],
  texts: { zh: {}, en: {} },
});
