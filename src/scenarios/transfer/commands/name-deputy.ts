import { defineCommand } from "#kernel/command";
import { shape } from "#kernel/shape";
import { shanghaiDay } from "#kit/calendar-day";
import { nameDeputy as enter } from "#kit/deputies";
import { approvals } from "../approval-book.ts";
import { APPROVER_ROLES } from "../visibility.ts";

/** An approver names who signs approvals in the own role for some days, beside or, when absent, in place of the approver. */
export const nameDeputy = defineCommand({
  name: "transfer.name-deputy",
  allow: APPROVER_ROLES,
  input: shape.object({
    deputyId: shape.id("person"),
    role: shape.choice(APPROVER_ROLES),
    /** First and last day. */
    startsOn: shape.day(),
    endsOn: shape.day(),
    /** Whether the approver is absent: then the deputy alone signs. */
    isAbsent: shape.bool(),
    reason: shape.text(1, 200),
  }),
  rejections: { deputy_is_self: 422, role_not_own: 403, deputy_days_over: 422 },

  run(tx, input, ctx, reject) {
    if (input.deputyId === ctx.actor.personId) return reject("deputy_is_self");
    if (!ctx.actor.roles.includes(input.role)) return reject("role_not_own", { role: input.role });
    const today = shanghaiDay(ctx.time);
    if (input.endsOn < input.startsOn || input.endsOn < today) return reject("deputy_days_over", { today });
    const { id: deputyId } = enter(tx, ctx, approvals.deputies, input);
    return { deputyshipId: deputyId };
  },
});
