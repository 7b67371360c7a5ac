import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { memberIdOf } from "../case-access.ts";
import { unitHeads } from "../unit-heads.ts";

/** The discipline office marks who leads the unit or a legal person of it (正职领导), or that somebody no longer does. */
export const nameUnitHead = defineCommand({
  name: "transfer.name-unit-head",
  allow: ["discipline-officer", "administrator"],
  input: shape.object({
    personId: shape.id("person"),
    /** The post, as papers name it. */
    post: shape.text(1, 100),
    isHead: shape.bool(),
  }),
  rejections: { case_of_other_unit: 403, head_is_self: 403 },

  run(tx, { personId, post, isHead }, ctx, reject) {
    if (personId === ctx.actor.personId) return reject("head_is_self");
    const unitId = memberIdOf(ctx.actor);
    const known = tx.table(unitHeads).get(personId);
    if (known !== undefined && known.unitId !== unitId) return reject("case_of_other_unit");
    tx.table(unitHeads).put({ personId, unitId, post, isHead, namedAt: ctx.time });
    return {};
  },
});
