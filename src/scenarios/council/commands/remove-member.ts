import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { members, people } from "../tables.ts";

/** A member leaves. What its people signed stays theirs; its id and its rows stay, without rights. */
export const removeMember = defineCommand({
  name: "council.remove-member",
  allow: ["administrator"],
  input: shape.object({ memberId: shape.id("member") }),
  rejections: {
    member_not_found: 404,
    member_vacant: 409,
    member_left: 409,
    member_is_cosigner: 409,
    member_has_active_people: 409,
  },

  run(tx, input, ctx, reject) {
    const table = tx.table(members);
    const member = table.get(input.memberId);
    if (member === undefined) return reject("member_not_found");
    if (member.isVacant) return reject("member_vacant");
    if (member.leftAt !== undefined) return reject("member_left");
    // More than two thirds of the cosigners make a head final: one that is gone would count and never sign.
    if (member.isCosigner) return reject("member_is_cosigner");
    const equals = { memberId: member.id, isActive: true };
    if (tx.table(people).find({ index: "byMember", equals, limit: 1 }).length > 0)
      return reject("member_has_active_people");

    table.put({ ...member, leftAt: ctx.time });
    return {};
  },
});
