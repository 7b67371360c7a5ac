import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { isSeated, withRoles } from "../rules.ts";
import { members, people } from "../tables.ts";

/** A person of a member, known on the ledger by a random id. Keys are enrolled afterwards: their proofs name the id. */
export const addPerson = defineCommand({
  name: "council.add-person",
  allow: ["administrator"],
  input: shape.object({
    memberId: shape.id("member"),
    roles: shape.array(shape.text(1, 40), 0, 50),
    name: shape.optional(shape.personal(100)),
  }),
  rejections: { member_not_found: 404, role_unknown: 422, member_not_seated: 409 },

  run(tx, input, ctx, reject) {
    const member = tx.table(members).get(input.memberId);
    if (member === undefined) return reject("member_not_found");
    const unknown = input.roles.find((role) => !ctx.roles.includes(role));
    if (unknown !== undefined) return reject("role_unknown", { role: unknown, roles: ctx.roles.join(", ") });
    if (!isSeated(member)) return reject("member_not_seated");

    const id = tx.newId("person");
    const name = input.name === undefined ? {} : { name: input.name };
    const person = {
      id,
      memberId: member.id,
      roles: [],
      isAdministrator: false,
      isActive: true,
      ...name,
      addedAt: ctx.time,
    };
    tx.table(people).put(withRoles(person, input.roles));
    return { personId: id };
  },
});
