import type { Directory } from "#kernel/directory";
import { isInUse } from "./rules.ts";
import { cancelled, clock, keys, people } from "./tables.ts";

/** What the ledger asks the council about keys, cancelled transactions and the clock. */
export const directory: Directory = {
  tables: [keys.name, people.name, cancelled.name, clock.name],

  signer(tx, keyId) {
    const key = tx.table(keys).get(keyId);
    if (key === undefined) return "unknown";
    const person = tx.table(people).get(key.personId);
    // The keys of someone who left stop at once and come back with the person.
    if (!isInUse(key) || person?.isActive !== true) return "revoked";
    return { keyId, personId: person.id, memberId: person.memberId, roles: person.roles };
  },

  publicKey(tx, keyId) {
    return tx.table(keys).get(keyId)?.publicKey;
  },

  personOf(tx, keyId) {
    return tx.table(keys).get(keyId)?.personId;
  },

  memberOf(tx, personId) {
    return tx.table(people).get(personId)?.memberId;
  },

  enrolledBy(tx, keyId) {
    return tx.table(keys).get(keyId)?.enrolledBy;
  },

  isCancelled(tx, transactionId) {
    return tx.table(cancelled).get(transactionId) !== undefined;
  },

  clockOffsetMs(tx) {
    return tx.table(clock).get("clock")?.offsetMs ?? 0;
  },
};
