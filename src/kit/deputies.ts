import type { Context } from "#kernel/command";
import type { Signer } from "#kernel/identity";
import type { Id } from "#kernel/shape";
import type { ReadTx, Tx } from "#kernel/table";
import type { ApprovalStep, Deputy, DeputyTable } from "./approvals-tables.ts";
import { shanghaiDay } from "./calendar-day.ts";

/** Deputies: who signs for whom, in which role and from when to when. Both are people of one member. */

/** By what right somebody takes a step: an own role, as a deputy, not at all, or not while absent. */
export type Mandate =
  | { readonly kind: "own" | "none" }
  | { readonly kind: "deputy"; readonly principalId: Id<"person"> }
  | { readonly kind: "absent"; readonly deputyId: string };

export interface NewDeputy {
  readonly deputyId: Id<"person">;
  readonly role: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly isAbsent: boolean;
  readonly reason: string;
}

/** Records that the actor names a deputy for a role it has. The command checks the role and the days. */
export function nameDeputy(
  tx: Tx,
  ctx: Context & { readonly actor: Signer },
  table: DeputyTable,
  wanted: NewDeputy,
): Deputy {
  // The council binds every key to a person and a member with such ids.
  const of = { unitId: ctx.actor.memberId as Deputy["unitId"], personId: ctx.actor.personId as Deputy["personId"] };
  const deputy: Deputy = { ...of, ...wanted, id: tx.newId("deputy"), state: "named", namedAt: ctx.time };
  tx.table(table).put(deputy);
  return deputy;
}

/** Whether a deputy acts on the day of an instant. */
export function isActing({ state, startsOn, endsOn }: Deputy, atMs: number): boolean {
  const today = shanghaiDay(atMs);
  return state === "named" && startsOn <= today && today <= endsOn;
}

/** Whether somebody is named as a deputy in a member, on whatever days: for rules of visibility, which know no time. */
export function isDeputyIn(tx: ReadTx, table: DeputyTable, deputyId: string, unitId: string): boolean {
  const named = tx.table(table).find({ index: "byDeputy", equals: { deputyId, state: "named" } });
  return named.some((deputy) => deputy.unitId === unitId);
}

/** Those for whom somebody acts at an instant. */
export function deputyshipsOf(tx: ReadTx, table: DeputyTable, deputyId: string, atMs: number): readonly Deputy[] {
  const named = tx.table(table).find({ index: "byDeputy", equals: { deputyId, state: "named" } });
  return named.filter((deputy) => isActing(deputy, atMs));
}

/** By what right a signer would take a step. */
export function findMandate(
  tx: ReadTx,
  { time }: Context,
  table: DeputyTable,
  step: Pick<ApprovalStep, "roles" | "unitId">,
  signer: Signer,
): Mandate {
  if (signer.memberId !== step.unitId) return { kind: "none" };
  const own = step.roles.filter((role) => signer.roles.includes(role));
  const absences = tx
    .table(table)
    .find({ index: "byPerson", equals: { personId: signer.personId, state: "named" } })
    .filter((deputy) => deputy.isAbsent && isActing(deputy, time));
  const present = own.find((role) => !absences.some((absence) => absence.role === role));
  if (present !== undefined) return { kind: "own" };
  const stands = deputyshipsOf(tx, table, signer.personId, time).find(
    ({ role, unitId }) => unitId === step.unitId && step.roles.includes(role),
  );
  if (stands !== undefined) return { kind: "deputy", principalId: stands.personId };
  const [absence] = absences.filter(({ role }) => own.includes(role));
  return absence === undefined ? { kind: "none" } : { kind: "absent", deputyId: absence.deputyId };
}
