import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { mayReadName } from "../rules.ts";
import { type Person, people } from "../tables.ts";

/** People with their roles. Names for readers and administrators of the ledger, and for colleagues. */
export const peopleQuery = defineQuery({
  name: "council.people",
  allow: "anyone",
  input: shape.object({ memberId: shape.optional(shape.id("member")), ...pageFields }),

  run(tx, input, { viewer, reveal }) {
    const table = tx.table(people);
    const { memberId } = input;
    const read = (after: string | undefined, limit: number): readonly Person[] =>
      memberId === undefined
        ? table.list(after, limit)
        : table.find({ index: "byMember", equals: { memberId }, ...startAfter(after), limit });
    return pageOf(
      input,
      read,
      (person) => person.id,
      ({ isAdministrator: _, name, ...person }) => ({
        ...person,
        name: name !== undefined && mayReadName(viewer, person) ? reveal(name) : undefined,
      }),
    );
  },
});
