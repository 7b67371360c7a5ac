import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { units } from "../achievement-tables.ts";

/**
 * Says what the rules need to know of a unit. Saying it again corrects it for deals signed from then on; signed deals keep
 * what they froze.
 */
export const describeUnit = defineCommand({
  name: "transfer.describe-unit",
  allow: ["administrator"],
  input: shape.object({
    memberId: shape.id("member"),
    code: shape.text(1, 40),
    isStateFounded: shape.bool(),
    assetHolderId: shape.id("member"),
  }),
  rejections: {},

  run(tx, input, ctx) {
    tx.table(units).put({ ...input, describedAt: ctx.time });
    return {};
  },
});
