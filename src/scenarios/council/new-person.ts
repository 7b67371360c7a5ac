import type { CommandContext } from "#kernel/command";
import { type Id, type Infer, shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { isSeated, withRoles } from "./rules.ts";
import { members, people } from "./tables.ts";

/** What is needed to add a person: one at a time or a whole list. */
export const newPersonFields = {
  memberId: shape.id("member"),
  roles: shape.array(shape.text(1, 40), 0, 50),
  name: shape.optional(shape.personal(100)),
};

const newPersonShape = shape.object(newPersonFields);
export type NewPerson = Infer<typeof newPersonShape>;

export const NEW_PERSON_REJECTIONS = { member_not_found: 404, role_unknown: 422, member_not_seated: 409 } as const;

/** Why a person cannot be added, with the facts that say so; undefined when nothing stands against it. */
export function newPersonProblem(
  tx: Tx,
  ctx: CommandContext,
  { memberId, roles }: NewPerson,
): readonly [code: keyof typeof NEW_PERSON_REJECTIONS, facts: Record<string, string>] | undefined {
  const member = tx.table(members).get(memberId);
  if (member === undefined) return ["member_not_found", {}];
  const unknown = roles.find((role) => !ctx.roles.includes(role));
  if (unknown !== undefined) return ["role_unknown", { role: unknown, roles: ctx.roles.join(", ") }];
  return isSeated(member) ? undefined : ["member_not_seated", {}];
}

/** Adds a person whom nothing stands against, and gives the id. */
export function newPerson(tx: Tx, ctx: CommandContext, { memberId, roles, name }: NewPerson): Id<"person"> {
  const id = tx.newId("person");
  const person = {
    id,
    memberId,
    roles: [],
    isAdministrator: false,
    isActive: true,
    ...(name === undefined ? {} : { name }),
    addedAt: ctx.time,
  };
  tx.table(people).put(withRoles(person, roles));
  return id;
}
