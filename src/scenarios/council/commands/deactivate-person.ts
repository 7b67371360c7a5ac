import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { hasOtherAdministrator } from "../administrators.ts";
import { people } from "../tables.ts";

/** A person leaves: all keys stop at once, roles and rows stay as they are. Undone by `council.reactivate-person`. */
export const deactivatePerson = defineCommand({
  name: "council.deactivate-person",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person") }),
  rejections: { person_not_found: 404, person_inactive: 409, last_administrator: 409 },

  run(tx, input, _, reject) {
    const table = tx.table(people);
    const person = table.get(input.personId);
    if (person === undefined) return reject("person_not_found");
    if (!person.isActive) return reject("person_inactive");
    if (person.isAdministrator && !hasOtherAdministrator(tx, person.id)) return reject("last_administrator");

    table.put({ ...person, isActive: false });
    return {};
  },
});
