import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { pageFields, pageOf } from "#kit/paging";
import { members } from "../tables.ts";

/** Organisations and vacant seats, in the order of their ids; without a session only those that the genesis names. */
export const membersQuery = defineQuery({
  name: "council.members",
  allow: "public",
  input: shape.object(pageFields),

  run(tx, input) {
    const table = tx.table(members);
    return pageOf(
      input,
      (after, limit) => table.list(after, limit),
      (member) => member.id,
      (member) => member,
    );
  },
});
