import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { sortTexts } from "#kernel/text-order";
import { pageFields, pageOf, startAfter } from "#kit/paging";
import { mayReadName } from "../rules.ts";
import { type Person, people } from "../tables.ts";

/** People of one page of anything. */
const ASKED_MAX = 200;

/**
 * People with their roles: all, those of a member, or those that are asked for. Names for readers and administrators of the
 * ledger, and for colleagues.
 */
export const peopleQuery = defineQuery({
  name: "council.people",
  allow: "anyone",
  input: shape.object({
    memberId: shape.optional(shape.id("member")),
    personIds: shape.optional(shape.array(shape.id("person"), 1, ASKED_MAX)),
    ...pageFields,
  }),

  run(tx, input, { viewer, reveal }) {
    return pageOf(
      input,
      (after, limit) => readPeople(tx, input, after, limit),
      (person) => person.id,
      ({ isAdministrator: _, name, ...person }) => ({
        ...person,
        name: name !== undefined && mayReadName(viewer, person) ? reveal(name) : undefined,
      }),
    );
  },
});

function readPeople(
  tx: ReadTx,
  {
    memberId,
    personIds,
  }: { readonly memberId?: string | undefined; readonly personIds?: readonly string[] | undefined },
  after: string | undefined,
  limit: number,
): readonly Person[] {
  const table = tx.table(people);
  if (personIds !== undefined) {
    const ids = sortTexts([...new Set(personIds)]).filter((id) => after === undefined || id > after);
    const found = ids.flatMap((id) => table.get(id) ?? []);
    return found.filter((person) => memberId === undefined || person.memberId === memberId).slice(0, limit);
  }
  if (memberId === undefined) return table.list(after, limit);
  return table.find({ index: "byMember", equals: { memberId }, ...startAfter(after), limit });
}
