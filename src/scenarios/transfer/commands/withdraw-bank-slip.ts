import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { moved, SLIP_MOVES } from "../rules.ts";
import { slips } from "../slip-table.ts";

/** Takes a slip out that was imported by mistake and that no receipt rests on. It may be imported again. */
export const withdrawBankSlip = defineCommand({
  name: "transfer.withdraw-bank-slip",
  allow: ["finance-officer"],
  input: shape.object({ slipId: shape.id("slip"), reason: shape.text(1, 200) }),
  rejections: { slip_not_found: 404, slip_not_unmatched: 409 },

  run(tx, { slipId }, ctx, reject) {
    const slip = tx.table(slips).get(slipId);
    if (slip === undefined || slip.unitId !== ctx.actor.memberId) return reject("slip_not_found", { reference: "" });
    if (slip.state !== "unmatched") return reject("slip_not_unmatched", { state: slip.state });
    tx.table(slips).put(moved(SLIP_MOVES, slip, "withdrawn"));
    return {};
  },
});
