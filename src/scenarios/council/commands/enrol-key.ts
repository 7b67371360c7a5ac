import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { addKey, keyFields, keyId } from "../enrolment.ts";
import { ADMINISTRATOR, keyProblem } from "../rules.ts";
import { keys, people } from "../tables.ts";

/** Binds a device key to a person: by an administrator, or by the person itself with a key it has already. */
export const enrolKey = defineCommand({
  name: "council.enrol-key",
  allow: "anyone",
  input: shape.object({ personId: shape.id("person"), ...keyFields }),
  rejections: {
    key_of_other_person: 403,
    person_not_found: 404,
    key_not_of_prime_order: 422,
    key_of_demo: 422,
    proof_of_other_key: 422,
    person_inactive: 409,
    key_known: 409,
  },

  run(tx, input, ctx, reject) {
    const isOwn = ctx.actor.personId === input.personId;
    if (!isOwn && !ctx.actor.roles.includes(ADMINISTRATOR)) return reject("key_of_other_person");
    const person = tx.table(people).get(input.personId);
    if (person === undefined) return reject("person_not_found");
    const problem = keyProblem({ ...input, ledger: ctx.ledger, clock: ctx.clock });
    if (problem !== undefined) return reject(problem);
    if (!person.isActive) return reject("person_inactive");
    // Also a revoked key: one key stands for one person in the whole history.
    if (tx.table(keys).get(keyId(input)) !== undefined) return reject("key_known");

    return { keyId: addKey(tx, person, input, ctx) };
  },
});
