import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { mayReadNames } from "../rules.ts";
import { type DeviceKey, keys } from "../tables.ts";

/** Keys, revoked ones included. Names of devices only for readers and administrators of the ledger, and one's own. */
export const keysQuery = defineQuery({
  name: "council.keys",
  allow: "anyone",
  input: shape.object({ personId: shape.optional(shape.id("person")), ...pageFields }),

  run(tx, input, { viewer, reveal }) {
    const table = tx.table(keys);
    const { personId } = input;
    const read = (after: string | undefined, limit: number): readonly DeviceKey[] =>
      personId === undefined
        ? table.list(after, limit)
        : table.find({ index: "byPerson", equals: { personId }, ...startAfter(after), limit });
    return pageOf(
      input,
      read,
      (key) => key.keyId,
      ({ label, ...key }) => ({
        ...key,
        label: label !== undefined && mayReadNames(viewer, key.personId) ? reveal(label) : undefined,
      }),
    );
  },
});
