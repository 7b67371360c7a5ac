import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { people } from "../tables.ts";

/** Corrects the name of a person, or gives one. The ledger keeps the commitment; the old name can be erased in the vault. */
export const renamePerson = defineCommand({
  name: "council.rename-person",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person"), name: shape.personal(100) }),
  rejections: { person_not_found: 404 },

  run(tx, input, _, reject) {
    const table = tx.table(people);
    const person = table.get(input.personId);
    if (person === undefined) return reject("person_not_found");

    table.put({ ...person, name: input.name });
    return {};
  },
});
