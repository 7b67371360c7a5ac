import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { approvals } from "../approval-book.ts";

/** An approver takes the naming of a deputy back, or is present again. What the deputy signed until then stands. */
export const revokeDeputy = defineCommand({
  name: "transfer.revoke-deputy",
  allow: "anyone",
  input: shape.object({ deputyshipId: shape.id("deputy") }),
  rejections: { deputyship_not_found: 404, deputyship_revoked: 409 },

  run(tx, { deputyshipId }, ctx, reject) {
    const table = tx.table(approvals.deputies);
    const named = table.get(deputyshipId);
    if (named === undefined || named.personId !== ctx.actor.personId) return reject("deputyship_not_found");
    if (named.state === "revoked") return reject("deputyship_revoked");
    table.put({ ...named, state: "revoked" });
    return {};
  },
});
