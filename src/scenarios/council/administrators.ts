import type { ReadTx } from "#kernel/table";
import { isInUse } from "./rules.ts";
import { type DeviceKey, keys, people } from "./tables.ts";

/** Keys of a person that may sign. */
export function keysInUse(tx: ReadTx, personId: string): readonly DeviceKey[] {
  return tx.table(keys).find({ index: "byPerson", equals: { personId } }).filter(isInUse);
}

/**
 * Whether an administrator who can sign remains when this person no longer is one. Without one, nobody could grant a role
 * or enrol a key any more, and nothing on the ledger could mend it.
 */
export function hasOtherAdministrator(tx: ReadTx, personId: string): boolean {
  const administrators = tx
    .table(people)
    .find({ index: "byAdministrator", equals: { isAdministrator: true, isActive: true } });
  return administrators.some((person) => person.id !== personId && keysInUse(tx, person.id).length > 0);
}
