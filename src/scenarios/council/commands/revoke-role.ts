import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { hasOtherAdministrator } from "../administrators.ts";
import { ADMINISTRATOR, withRoles } from "../rules.ts";
import { people } from "../tables.ts";

/** Takes a role from a person. Roles that no scenario asks for any more can be taken too. */
export const revokeRole = defineCommand({
  name: "council.revoke-role",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person"), role: shape.text(1, 40) }),
  rejections: { person_not_found: 404, role_not_held: 409, last_administrator: 409 },

  run(tx, input, _, reject) {
    const table = tx.table(people);
    const person = table.get(input.personId);
    if (person === undefined) return reject("person_not_found");
    const { role } = input;
    if (!person.roles.includes(role)) return reject("role_not_held", { role });
    if (role === ADMINISTRATOR && person.isActive && !hasOtherAdministrator(tx, person.id))
      return reject("last_administrator");

    const changed = withRoles(
      person,
      person.roles.filter((held) => held !== role),
    );
    table.put(changed);
    return { roles: changed.roles };
  },
});
