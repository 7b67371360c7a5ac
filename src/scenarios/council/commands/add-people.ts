import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { NEW_PERSON_REJECTIONS, newPerson, newPersonFields, newPersonProblem } from "../new-person.ts";

/** As many as fit one transaction with their names beside it. */
const PEOPLE_MAX = 100;

/** People from a list: all of them or none. A refusal names the row, the first being 1. */
export const addPeople = defineCommand({
  name: "council.add-people",
  allow: ["administrator"],
  input: shape.object({
    people: shape.array(shape.object(newPersonFields), 1, PEOPLE_MAX),
    /** SHA-256 of the file that the list came from. */
    documentHash: shape.optional(shape.hash()),
  }),
  rejections: NEW_PERSON_REJECTIONS,

  run(tx, input, ctx, reject) {
    for (const [i, person] of input.people.entries()) {
      const problem = newPersonProblem(tx, ctx, person);
      if (problem !== undefined) return reject(problem[0], { ...problem[1], row: i + 1 });
    }
    return { personIds: input.people.map((person) => newPerson(tx, ctx, person)) };
  },
});
