import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { isSeated } from "../rules.ts";
import { members, people } from "../tables.ts";

/** A person comes back with the roles and the keys it had. */
export const reactivatePerson = defineCommand({
  name: "council.reactivate-person",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person") }),
  rejections: { person_not_found: 404, person_active: 409, member_not_seated: 409 },

  run(tx, input, _, reject) {
    const table = tx.table(people);
    const person = table.get(input.personId);
    if (person === undefined) return reject("person_not_found");
    if (person.isActive) return reject("person_active");
    const member = tx.table(members).get(person.memberId);
    if (member === undefined || !isSeated(member)) return reject("member_not_seated");

    table.put({ ...person, isActive: true });
    return {};
  },
});
