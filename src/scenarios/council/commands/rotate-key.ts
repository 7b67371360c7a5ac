import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { addKey, keyFields, keyId } from "../enrolment.ts";
import { ADMINISTRATOR, keyProblem } from "../rules.ts";
import { keys, people } from "../tables.ts";

/** Puts a new key in the place of one in use, in one step: also for the last key of the last administrator. */
export const rotateKey = defineCommand({
  name: "council.rotate-key",
  allow: "anyone",
  input: shape.object({ keyId: shape.hash(), ...keyFields }),
  rejections: {
    key_not_found: 404,
    key_of_other_person: 403,
    key_not_of_prime_order: 422,
    key_of_demo: 422,
    proof_of_other_key: 422,
    key_revoked: 409,
    person_inactive: 409,
    key_known: 409,
  },

  run(tx, input, ctx, reject) {
    const table = tx.table(keys);
    const old = table.get(input.keyId);
    if (old === undefined) return reject("key_not_found");
    const isOwn = ctx.actor.personId === old.personId;
    if (!isOwn && !ctx.actor.roles.includes(ADMINISTRATOR)) return reject("key_of_other_person");
    const { publicKey, proof } = input;
    const problem = keyProblem({ ledger: ctx.ledger, clock: ctx.clock, personId: old.personId, publicKey, proof });
    if (problem !== undefined) return reject(problem);
    if (old.revokedAt !== undefined) return reject("key_revoked");
    const person = tx.table(people).get(old.personId);
    if (person?.isActive !== true) return reject("person_inactive");
    if (table.get(keyId(input)) !== undefined) return reject("key_known");

    table.put({ ...old, revokedAt: ctx.time });
    return { keyId: addKey(tx, person, input, ctx) };
  },
});
