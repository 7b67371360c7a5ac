import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { isSeated } from "../rules.ts";
import { members } from "../tables.ts";

/** An organisation takes a vacant seat, or a new one when no seat is named. */
export const admitMember = defineCommand({
  name: "council.admit-member",
  allow: ["administrator"],
  input: shape.object({
    memberId: shape.optional(shape.id("member")),
    name: shape.object({ zh: shape.text(1, 100), en: shape.text(1, 200) }),
  }),
  rejections: { member_not_found: 404, seat_taken: 409, member_name_taken: 409 },

  run(tx, input, ctx, reject) {
    const table = tx.table(members);
    const seat = input.memberId === undefined ? undefined : table.get(input.memberId);
    if (input.memberId !== undefined && seat === undefined) return reject("member_not_found");
    if (seat !== undefined && !seat.isVacant) return reject("seat_taken");
    const { zh, en } = input.name;
    const isTaken = table.list().some((member) => isSeated(member) && (member.name.zh === zh || member.name.en === en));
    if (isTaken) return reject("member_name_taken");

    const id = seat?.id ?? tx.newId("member");
    table.put({ id, name: input.name, isVacant: false, isCosigner: false, isInGenesis: false, admittedAt: ctx.time });
    return { memberId: id };
  },
});
