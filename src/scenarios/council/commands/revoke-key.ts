import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { hasOtherAdministrator, keysInUse } from "../administrators.ts";
import { ADMINISTRATOR } from "../rules.ts";
import { keys, people } from "../tables.ts";

/** Ends a key for ever, from this entry on: a lost device, or one that is handed on. */
export const revokeKey = defineCommand({
  name: "council.revoke-key",
  allow: "anyone",
  input: shape.object({ keyId: shape.hash() }),
  rejections: {
    key_not_found: 404,
    key_of_other_person: 403,
    key_revoked: 409,
    last_administrator: 409,
    last_key_of_own: 409,
  },

  run(tx, input, ctx, reject) {
    const table = tx.table(keys);
    const key = table.get(input.keyId);
    if (key === undefined) return reject("key_not_found");
    const isOwn = ctx.actor.personId === key.personId;
    if (!isOwn && !ctx.actor.roles.includes(ADMINISTRATOR)) return reject("key_of_other_person");
    if (key.revokedAt !== undefined) return reject("key_revoked");
    const isLast = keysInUse(tx, key.personId).length === 1;
    const person = tx.table(people).get(key.personId);
    const isAdministrator = person?.isActive === true && person.isAdministrator;
    if (isLast && isAdministrator && !hasOtherAdministrator(tx, key.personId)) return reject("last_administrator");
    // An administrator may take the last key of someone else: a thief must be stopped. Nobody locks itself out.
    if (isLast && isOwn) return reject("last_key_of_own");

    table.put({ ...key, revokedAt: ctx.time });
    return {};
  },
});
