import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { withRoles } from "../rules.ts";
import { people } from "../tables.ts";

/** Gives a person one more role. */
export const grantRole = defineCommand({
  name: "council.grant-role",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person"), role: shape.text(1, 40) }),
  rejections: { person_not_found: 404, role_unknown: 422, person_inactive: 409, role_held: 409 },

  run(tx, input, ctx, reject) {
    const table = tx.table(people);
    const person = table.get(input.personId);
    if (person === undefined) return reject("person_not_found");
    const { role } = input;
    if (!ctx.roles.includes(role)) return reject("role_unknown", { role, roles: ctx.roles.join(", ") });
    if (!person.isActive) return reject("person_inactive");
    if (person.roles.includes(role)) return reject("role_held", { role });

    const changed = withRoles(person, [...person.roles, role]);
    table.put(changed);
    return { roles: changed.roles };
  },
});
