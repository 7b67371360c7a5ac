import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { NEW_PERSON_REJECTIONS, newPerson, newPersonFields, newPersonProblem } from "../new-person.ts";

/** A person of a member, known on the ledger by a random id. Keys are enrolled afterwards: their proofs name the id. */
export const addPerson = defineCommand({
  name: "council.add-person",
  allow: ["administrator"],
  input: shape.object(newPersonFields),
  rejections: NEW_PERSON_REJECTIONS,

  run(tx, input, ctx, reject) {
    const problem = newPersonProblem(tx, ctx, input);
    if (problem !== undefined) return reject(...problem);
    return { personId: newPerson(tx, ctx, input) };
  },
});
